package dev.sallyport.policy.command.shell;

import java.util.ArrayList;
import java.util.List;

/** Reads one command: compound, a function's definition, or simple. */
final class CompoundParser {
  private final ShellParser scripts;
  private final Source source;
  private final WordParser words;

  CompoundParser(ShellParser scripts, Source source, WordParser words) {
    this.scripts = scripts;
    this.source = source;
    this.words = words;
  }

  Node command() {
    if (source.looksAt("((")) {
      int start = source.at;
      try {
        return redirected(arithmetic());
      } catch (UnreadableException e) {
        source.at = start; // Two subshells, one in the other.
      }
    }
    if (source.take("(")) {
      Script script = scripts.block();
      source.expect(")");
      return redirected(new Node.Subshell(script));
    }
    String word = words.peekBare();
    return switch (word) {
      case "{" -> redirected(group());
      case "if" -> redirected(conditional());
      case "for", "select" -> redirected(loop(word));
      case "while", "until" -> redirected(whileLoop(word));
      case "case" -> redirected(choice());
      case "function" -> function();
      case "[[" -> redirected(test());
      default -> simpleOrFunction(word);
    };
  }

  private Node redirected(Node body) {
    List<Redirection> redirections = words.redirections();
    return redirections.isEmpty() ? body : new Node.Redirected(body, redirections);
  }

  private Node group() {
    source.expect("{");
    Script script = scripts.block();
    keyword("}");
    return new Node.Block(script);
  }

  private void keyword(String word) {
    source.skipLines();
    if (!words.peekBare().equals(word)) {
      throw new UnreadableException();
    }
    source.at += word.length();
  }

  private Node conditional() {
    keyword("if");
    List<Script> conditions = new ArrayList<>();
    List<Script> branches = new ArrayList<>();
    conditions.add(scripts.block());
    keyword("then");
    branches.add(scripts.block());
    while (true) {
      source.skipLines();
      switch (words.peekBare()) {
        case "elif" -> {
          keyword("elif");
          conditions.add(scripts.block());
          keyword("then");
          branches.add(scripts.block());
        }
        case "else" -> {
          keyword("else");
          branches.add(scripts.block());
        }
        default -> {
          keyword("fi");
          return new Node.If(conditions, branches);
        }
      }
    }
  }

  private Node loop(String keyword) {
    keyword(keyword);
    source.skipBlanks();
    if (source.looksAt("((")) {
      Node.Test counted = arithmetic();
      source.skipBlanks();
      source.take(";");
      return new Node.For("", counted.words(), body());
    }
    String name = words.bareWord();
    source.skipLines();
    List<Word> over = new ArrayList<>();
    if (words.peekBare().equals("in")) {
      keyword("in");
      source.skipBlanks();
      while (!source.atEnd() && source.peek() != ';' && source.peek() != '\n') {
        over.add(words.word());
        source.skipBlanks();
      }
    } else {
      over.add(new Word(List.of(new Word.Parameter("@", null, "", List.of(), true))));
    }
    source.skipBlanks();
    source.take(";");
    return new Node.For(name, over, body());
  }

  private Script body() {
    source.skipLines();
    if (words.peekBare().equals("{")) {
      keyword("{");
      Script script = scripts.block();
      keyword("}");
      return script;
    }
    keyword("do");
    Script script = scripts.block();
    keyword("done");
    return script;
  }

  private Node whileLoop(String keyword) {
    keyword(keyword);
    Script condition = scripts.block();
    return new Node.While(condition, body());
  }

  private Node choice() {
    keyword("case");
    source.skipBlanks();
    Word subject = words.word();
    keyword("in");
    List<Script> branches = new ArrayList<>();
    while (true) {
      source.skipLines();
      if (words.peekBare().equals("esac")) {
        keyword("esac");
        return new Node.Case(subject, branches);
      }
      source.take("(");
      patterns();
      branches.add(scripts.block());
      source.skipLines();
      if (source.take(";;&") || source.take(";;")) {
        continue;
      }
      source.take(";&");
    }
  }

  private void patterns() {
    while (true) {
      source.skipBlanks();
      words.word();
      source.skipBlanks();
      if (!source.take("|")) {
        source.expect(")");
        return;
      }
    }
  }

  private Node function() {
    keyword("function");
    source.skipBlanks();
    String name = words.bareWord();
    source.skipBlanks();
    if (source.take("(")) {
      source.skipBlanks();
      source.expect(")");
    }
    source.skipLines();
    return new Node.Function(name, command());
  }

  private Node.Test test() {
    source.expect("[[");
    List<Word> compared = new ArrayList<>();
    while (true) {
      source.skipLines();
      if (source.atEnd()) {
        throw new UnreadableException();
      }
      if (source.take("]]")) {
        return new Node.Test(compared);
      }
      if ("<>()|&;".indexOf(source.peek()) >= 0) {
        source.at++;
      } else {
        compared.add(words.word());
      }
    }
  }

  private Node.Test arithmetic() {
    source.expect("((");
    return new Node.Test(List.of(words.untilArithmeticEnd()));
  }

  private Node simpleOrFunction(String word) {
    if (!word.isEmpty()) {
      int start = source.at;
      source.at += word.length();
      source.skipBlanks();
      if (source.take("(")) {
        source.skipBlanks();
        if (source.take(")")) {
          source.skipLines();
          return new Node.Function(word, command());
        }
      }
      source.at = start;
    }
    return new SimpleParser(source, words).command();
  }
}
