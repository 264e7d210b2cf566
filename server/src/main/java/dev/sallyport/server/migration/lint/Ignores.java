package dev.sallyport.server.migration.lint;

import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.DefinedStatement;
import dev.sallyport.policy.sql.definition.Script;
import dev.sallyport.server.migration.lint.rule.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comments of a file that make an exception: {@code -- sallyport:ignore RULE reason} for the
 * next statement, or the one on its line, and {@code -- sallyport:ignore-file RULE reason} for all.
 * Those of other linters count as well.
 */
final class Ignores {
  private static final Pattern OWN =
      Pattern.compile("(?s)sallyport:\\s?ignore(-file)?\\b[:\\s]*(.*)");

  private static final Pattern EMPTY_LINE = Pattern.compile("\\n[ \\t\\r]*\\n");

  private final List<Ignore> own = new ArrayList<>();
  private final List<Ignore> all = new ArrayList<>();

  /** One exception. */
  static final class Ignore {
    private final Span place;
    private final String rule;
    private final boolean file;
    private final int statement;
    private final boolean reason;
    private final boolean foreign;
    private boolean used;

    private Ignore(
        Span place, String rule, boolean file, int statement, boolean reason, boolean foreign) {
      this.place = place;
      this.rule = rule;
      this.file = file;
      this.statement = statement;
      this.reason = reason;
      this.foreign = foreign;
    }

    Span place() {
      return place;
    }

    String rule() {
      return rule;
    }

    boolean isKnown() {
      return foreign || Rules.find(rule).isPresent();
    }

    boolean hasReason() {
      return reason || foreign;
    }

    boolean isUsed() {
      return used || foreign;
    }
  }

  private Ignores() {}

  static Ignores of(Script script) {
    Ignores ignores = new Ignores();
    for (Script.Comment comment : script.comments()) {
      Matcher matcher = OWN.matcher(comment.text());
      if (matcher.matches()) {
        ignores.own(script, comment, matcher.group(1) != null, matcher.group(2).strip());
      } else {
        ForeignIgnores.of(comment.text(), isHeading(script, comment))
            .forEach(
                foreign ->
                    ignores.own.add(
                        new Ignore(
                            comment.span(),
                            foreign.rule(),
                            foreign.file(),
                            statement(script, comment),
                            true,
                            true)));
      }
    }
    ignores.all.addAll(ignores.own);
    return ignores;
  }

  /** Whether an empty line parts it from the first statement, which it stands above. */
  private static boolean isHeading(Script script, Script.Comment comment) {
    List<DefinedStatement> statements = script.statements();
    if (statements.isEmpty() || comment.span().end() > statements.get(0).span().start()) {
      return false;
    }
    String between =
        script.text().substring(comment.span().end(), statements.get(0).span().start());
    return EMPTY_LINE.matcher(between).find();
  }

  private void own(Script script, Script.Comment comment, boolean file, String rest) {
    String[] words = rest.split("\\s+", 2);
    List<String> rules = new ArrayList<>(Arrays.asList(words[0].split(",")));
    String reason = words.length > 1 ? words[1] : "";
    // A comma and a space are as good as a comma.
    while (words[0].endsWith(",") && !reason.isEmpty()) {
      words = reason.split("\\s+", 2);
      rules.addAll(Arrays.asList(words[0].split(",")));
      reason = words.length > 1 ? words[1] : "";
    }
    boolean said = reason.codePoints().anyMatch(Character::isLetterOrDigit);
    for (String rule : rules) {
      own.add(
          new Ignore(comment.span(), rule.strip(), file, statement(script, comment), said, false));
    }
  }

  /**
   * The statement the comment stands in, on whose line it ends, or that comes next; none of them
   * where none comes next.
   */
  private static int statement(Script script, Script.Comment comment) {
    List<DefinedStatement> statements = script.statements();
    int next = firstEndingAfter(statements, comment.span().start());
    boolean behind =
        next > 0
            && (next == statements.size()
                || comment.span().start() < statements.get(next).span().start())
            && sameLine(script.text(), statements.get(next - 1).span().end(), comment);
    return behind ? next - 1 : next;
  }

  private static int firstEndingAfter(List<DefinedStatement> statements, int offset) {
    int low = 0;
    int high = statements.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (statements.get(middle).span().end() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean sameLine(String text, int end, Script.Comment comment) {
    return end <= comment.span().start()
        && text.substring(end, comment.span().start()).indexOf('\n') < 0;
  }

  /** Whether what the rule says of the statement is excepted; remembers that it was needed. */
  boolean covers(String rule, int statement) {
    boolean covered = false;
    for (Ignore ignore : all) {
      boolean meant = ignore.rule.equals(rule) || ignore.foreign && ignore.rule.equals("*");
      if (meant && (ignore.file || ignore.statement == statement)) {
        ignore.used = true;
        covered = true;
      }
    }
    return covered;
  }

  /** Takes what other scripts of the same file say for all of it. */
  void share(List<Ignores> others) {
    for (Ignores other : others) {
      if (other != this) {
        other.own.stream().filter(ignore -> ignore.file).forEach(all::add);
      }
    }
  }

  /** Those that stand in this script. */
  List<Ignore> own() {
    return List.copyOf(own);
  }
}
