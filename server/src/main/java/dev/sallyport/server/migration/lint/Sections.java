package dev.sallyport.server.migration.lint;

import dev.sallyport.policy.sql.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scripts that a file holds: a comment line that is nothing but a numbered file's name, such as
 * {@code -- 2.sql}, begins another one. Linters' examples, and histories pasted into one file, are
 * written so. What a runner would only run to undo the file is none of them.
 */
final class Sections {
  private static final Pattern MARK = Pattern.compile("--[ \\t]*\\d{1,4}\\.sql[ \\t]*");

  /** How dbmate, goose and sql-migrate say that the way back begins. */
  private static final Pattern BACK =
      Pattern.compile("(?i)--[ \\t]*(migrate:down|\\+goose[ \\t]+down|\\+migrate[ \\t]+down)\\b");

  private static final Pattern FORTH =
      Pattern.compile("(?i)--[ \\t]*(migrate:up|\\+goose[ \\t]+up|\\+migrate[ \\t]+up)\\b");

  private static final Pattern UNWRAPPED =
      Pattern.compile(
          "(?i)--[ \\t]*(migrate:up\\b.*\\btransaction:[ \\t]*false"
              + "|\\+goose[ \\t]+no[ \\t]+transaction"
              + "|\\+migrate[ \\t]+up[ \\t]+notransaction)\\b");

  /**
   * A script within a file.
   *
   * @param start its offset in the file
   */
  record Section(int start, String text) {}

  private Sections() {}

  /**
   * What makes the file's runner leave out the transaction that it puts around it; empty where no
   * runner that does so made the file, or the file says it already.
   */
  static String unwrapping(String text) {
    String tool = "";
    for (Span line : remarks(text)) {
      String remark = line.of(text);
      if (UNWRAPPED.matcher(remark).lookingAt()) {
        return "";
      }
      Matcher forth = FORTH.matcher(remark);
      if (tool.isEmpty() && forth.lookingAt()) {
        tool = forth.group(1).toLowerCase(Locale.ROOT);
      }
    }
    if (tool.isEmpty()) {
      return "";
    }
    return tool.startsWith("migrate:")
        ? "-- migrate:up transaction:false"
        : tool.startsWith("+goose") ? "-- +goose NO TRANSACTION" : "-- +migrate Up notransaction";
  }

  static List<Section> of(String text) {
    List<Section> sections = new ArrayList<>();
    int start = 0;
    for (Span line : remarks(text)) {
      String remark = line.of(text);
      if (line.start() > 0 && BACK.matcher(remark).lookingAt()) {
        sections.add(new Section(start, text.substring(start, line.start())));
        return sections;
      }
      if (MARK.matcher(remark).matches()) {
        if (!text.substring(start, line.start()).isBlank()) {
          sections.add(new Section(start, text.substring(start, line.start())));
        }
        start = line.end();
      }
    }
    sections.add(new Section(start, text.substring(start)));
    return sections;
  }

  /** The lines that begin with a remark; a large file has few of them. */
  private static List<Span> remarks(String text) {
    List<Span> lines = new ArrayList<>();
    int start = text.startsWith("--") ? 0 : next(text, 0);
    while (start >= 0) {
      int end = text.indexOf('\n', start);
      int last = end < 0 ? text.length() : end;
      lines.add(new Span(start, text.charAt(last - 1) == '\r' ? last - 1 : last));
      start = next(text, last);
    }
    return lines;
  }

  private static int next(String text, int from) {
    int before = text.indexOf("\n--", from);
    return before < 0 ? -1 : before + 1;
  }
}
