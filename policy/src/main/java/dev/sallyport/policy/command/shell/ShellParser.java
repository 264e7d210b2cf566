package dev.sallyport.policy.command.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads scripts. No input makes it throw; a text that leaves the grammar is read up to that point,
 * because that is how far a shell would run it.
 */
public final class ShellParser {
  private static final Set<String> CLOSING =
      Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}");

  private final Source source;
  private final WordParser words;

  ShellParser(Source source) {
    this.source = source;
    this.words = new WordParser(source);
  }

  /** The commands of a text. */
  public static Script parse(String text) {
    return parse(text, 0);
  }

  static Script parse(String text, int depth) {
    Source source = new Source(text).at(depth);
    ShellParser parser = new ShellParser(source);
    List<Node> nodes = new ArrayList<>();
    int begun = 0;
    try {
      while (true) {
        source.skipLines();
        begun = source.at;
        if (source.atEnd()) {
          return new Script(nodes, "");
        }
        nodes.add(parser.andOr());
        source.readBodiesAtEnd();
        parser.separator();
      }
    } catch (UnreadableException | StackOverflowError e) {
      return new Script(nodes, text.substring(Math.min(begun, text.length())));
    }
  }

  /** Commands up to a closing word or bracket, which is left where it stands. */
  Script block() {
    source.descend();
    List<Node> nodes = new ArrayList<>();
    while (true) {
      source.skipLines();
      if (source.atEnd() || source.peek() == ')' || source.looksAt(";;") || atClosing()) {
        source.ascend();
        return new Script(nodes, "");
      }
      nodes.add(andOr());
      if (!separator()) {
        source.skipLines();
        source.ascend();
        return new Script(nodes, "");
      }
    }
  }

  private boolean atClosing() {
    return CLOSING.contains(words.peekBare());
  }

  /** Whether there was one. */
  private boolean separator() {
    source.skipBlanks();
    if (source.looksAt(";;")) {
      return false;
    }
    if (source.take(";") || source.take("&!") || source.take("&|") || source.take("&")) {
      return true;
    }
    if (source.peek() == '\n' || source.peek() == '#') {
      return true;
    }
    if (source.atEnd() || source.peek() == ')') {
      return false;
    }
    throw new UnreadableException();
  }

  private Node andOr() {
    Node node = pipeline();
    while (true) {
      source.skipBlanks();
      if (!source.take("&&") && !source.take("||")) {
        return node;
      }
      source.skipLines();
      node = new Node.Either(node, pipeline());
    }
  }

  private Node pipeline() {
    skipPrefixes();
    List<Node> stages = new ArrayList<>();
    stages.add(command());
    while (true) {
      source.skipBlanks();
      if (source.looksAt("||") || !(source.take("|&") || source.take("|"))) {
        return stages.size() == 1 ? stages.get(0) : new Node.Pipeline(stages);
      }
      source.skipLines();
      stages.add(command());
    }
  }

  private void skipPrefixes() {
    while (true) {
      source.skipBlanks();
      String word = words.peekBare();
      if (!word.equals("!") && !word.equals("time") && !word.equals("coproc")) {
        return;
      }
      source.at += word.length();
      source.skipBlanks();
      while (word.equals("time") && source.take("-p")) {
        source.skipBlanks();
      }
    }
  }

  private Node command() {
    source.descend();
    source.skipBlanks();
    Node node = new CompoundParser(this, source, words).command();
    source.ascend();
    return node;
  }
}
