package dev.sallyport.server.migration.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scripts that a file holds: a comment line that is nothing but a numbered file's name, such as
 * {@code -- 2.sql}, begins another one. Linters' examples, and histories pasted into one file, are
 * written so.
 */
final class Sections {
  private static final Pattern MARK = Pattern.compile("(?m)^--[ \\t]*\\d{1,4}\\.sql[ \\t]*$");

  /**
   * A script within a file.
   *
   * @param start its offset in the file
   */
  record Section(int start, String text) {}

  private Sections() {}

  static List<Section> of(String text) {
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
