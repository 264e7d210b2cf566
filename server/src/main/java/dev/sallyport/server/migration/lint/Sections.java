package dev.sallyport.server.migration.lint;

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
  private static final Pattern MARK = Pattern.compile("(?m)^--[ \\t]*\\d{1,4}\\.sql[ \\t]*$");

  /** How dbmate, goose and sql-migrate say that the way back begins. */
  private static final Pattern BACK =
      Pattern.compile("(?mi)^--[ \\t]*(migrate:down|\\+goose[ \\t]+down|\\+migrate[ \\t]+down)\\b");

  private static final Pattern FORTH =
      Pattern.compile("(?mi)^--[ \\t]*(migrate:up|\\+goose[ \\t]+up|\\+migrate[ \\t]+up)\\b(.*)$");

  private static final Pattern UNWRAPPED =
      Pattern.compile(
          "(?mi)^--[ \\t]*(migrate:up\\b.*\\btransaction:[ \\t]*false|\\+goose[ \\t]+no[ \\t]+transaction"
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
    Matcher forth = FORTH.matcher(text);
    if (!forth.find() || UNWRAPPED.matcher(text).find()) {
      return "";
    }
    String tool = forth.group(1).toLowerCase(Locale.ROOT);
    return tool.startsWith("migrate:")
        ? "-- migrate:up transaction:false"
        : tool.startsWith("+goose") ? "-- +goose NO TRANSACTION" : "-- +migrate Up notransaction";
  }

  static List<Section> of(String whole) {
    Matcher back = BACK.matcher(whole);
    String text = back.find() && back.start() > 0 ? whole.substring(0, back.start()) : whole;
    List<Section> sections = new ArrayList<>();
    int start = 0;
    Matcher matcher = MARK.matcher(text);
    while (matcher.find()) {
      if (!text.substring(start, matcher.start()).isBlank()) {
        sections.add(new Section(start, text.substring(start, matcher.start())));
      }
      start = matcher.end();
    }
    sections.add(new Section(start, text.substring(start)));
    return sections;
  }
}
