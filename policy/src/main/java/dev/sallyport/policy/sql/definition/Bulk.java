package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Span;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a large script: one INSERT ... VALUES behind the other, as dumps have them. Their
 * heads say all that is asked of them; any number into one table are taken as one statement.
 */
final class Bulk {
  private static final String NAME = "(?:\"([^\"]++)\"|([A-Za-z_][A-Za-z0-9_$]*+))";
  private static final Pattern HEAD =
      Pattern.compile(
          "insert\\s+into\\s+(?:"
              + NAME
              + "\\s*\\.\\s*)?"
              + NAME
              + "\\s*(?:\\([^()']*+\\)\\s*)?(?:overriding\\s+\\w+\\s+value\\s+)?values\\b",
          Pattern.CASE_INSENSITIVE);

  /** How much of a statement its head, or its end, may take. */
  private static final int ENDS = 2_000;

  private final String text;
  private String head = "";
  private ObjectName table = new ObjectName(null, "");

  Bulk(String text) {
    this.text = text;
  }

  /** Takes a statement that is nothing but rows; false for any other. */
  boolean take(Span span, List<DefinedStatement> statements) {
    if (!text.regionMatches(true, span.start(), "insert", 0, 6) || !hasHead(span)) {
      return false;
    }
    String end =
        text.substring(Math.max(span.start() + head.length(), span.end() - ENDS), span.end())
            .toLowerCase(Locale.ROOT);
    if (end.contains("select") || end.contains("returning")) {
      return false;
    }
    Definition.Write rows =
        new Definition.Write(
            "INSERT",
            table,
            false,
            Set.of(),
            Set.of(),
            Set.of(),
            end.contains("on conflict"),
            false);
    int last = statements.size() - 1;
    if (last >= 0 && statements.get(last).definition().equals(rows)) {
      DefinedStatement before = statements.get(last);
      statements.set(
          last,
          new DefinedStatement(
              new Span(before.span().start(), span.end()), before.text(), before.definition()));
    } else {
      statements.add(new DefinedStatement(span, head, rows));
    }
    return true;
  }

  /** The statement behind another one has the same head more often than not. */
  private boolean hasHead(Span span) {
    int behind = span.start() + head.length();
    if (!head.isEmpty()
        && text.startsWith(head, span.start())
        && behind < span.end()
        && !Character.isUnicodeIdentifierPart(text.charAt(behind))) {
      return true;
    }
    Matcher matcher =
        HEAD.matcher(text).region(span.start(), Math.min(span.end(), span.start() + ENDS));
    if (!matcher.lookingAt()) {
      return false;
    }
    head = matcher.group();
    table = new ObjectName(schema(matcher), name(matcher, 3));
    return true;
  }

  private static @Nullable String schema(Matcher head) {
    return head.group(1) == null && head.group(2) == null ? null : name(head, 1);
  }

  /** As PostgreSQL decodes it: quoted as it is, else in lower case. */
  private static String name(Matcher head, int group) {
    String quoted = head.group(group);
    return quoted != null ? quoted : head.group(group + 1).toLowerCase(Locale.ROOT);
  }
}
