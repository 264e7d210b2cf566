package dev.sallyport.policy.rules.yaml;

import java.util.List;

/**
 * Characters that make a text look like another one to whoever reviews it: what turns the writing's
 * direction, and line breaks that editors show and YAML does not count, or the other way round. In
 * a comment, too: a rule that nobody reads would seem to stand there.
 */
final class HiddenCharacters {
  private HiddenCharacters() {}

  static void report(String text, Mistakes mistakes) {
    List<String> lines = text.lines().toList();
    int line = 1;
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean end = at + 1 == text.length();
      if (isHidden(c) || c == '\r' && (end || text.charAt(at + 1) != '\n')) {
        mistakes.error(
            line,
            at - start + 1,
            lines.get(Math.min(line, lines.size()) - 1).strip(),
            "the character U+%04X stands here, which shows a text other than what is read"
                .formatted((int) c),
            "remove it");
        return;
      }
      if (c == '\n') {
        line++;
        start = at + 1;
      }
    }
  }

  private static boolean isHidden(char c) {
    return c == '\u0085'
        || c >= '\u2028' && c <= '\u202E'
        || c >= '\u2066' && c <= '\u2069'
        || c == '\uFEFF';
  }
}
