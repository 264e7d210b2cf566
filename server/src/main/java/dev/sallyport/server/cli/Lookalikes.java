package dev.sallyport.server.cli;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of others in which nothing looks like something else: besides what a terminal would
 * interpret, letters and signs that pass for ASCII are shown as escapes.
 */
final class Lookalikes {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_$]+");

  /** Latin letters of other alphabets' use that pass for ASCII: dotless i, clicks, phonetics. */
  private static final String LATIN =
      "\u0131\u0237\u01c0\u01c3\u0251\u0261\u0269\u026a\u028b\u1d0f";

  private Lookalikes() {}

  /** One line. */
  static String shown(String text) {
    return letters(Visible.text(text));
  }

  /** Several lines. */
  static String lines(String text) {
    return letters(Visible.lines(text.replace("\r\n", "\n")));
  }

  private static String letters(String text) {
    Matcher words = WORD.matcher(text);
    StringBuilder shown = new StringBuilder();
    int from = 0;
    while (words.find()) {
      shown.append(signs(text.substring(from, words.start())));
      shown.append(word(words.group()));
      from = words.end();
    }
    return shown.append(signs(text.substring(from))).toString();
  }

  /**
   * A word of one other script alone, such as a name in Cyrillic, stays unless it passes for ASCII.
   */
  private static String word(String word) {
    boolean mixed = word.codePoints().anyMatch(Lookalikes::isAsciiLetter);
    StringBuilder shown = new StringBuilder();
    word.codePoints()
        .forEach(point -> append(shown, point, passes(point) || (mixed && isForeign(point))));
    return shown.toString();
  }

  private static String signs(String signs) {
    StringBuilder shown = new StringBuilder();
    signs.codePoints().forEach(point -> append(shown, point, isSign(point)));
    return shown.toString();
  }

  private static boolean isAsciiLetter(int point) {
    return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
  }

  private static boolean isForeign(int point) {
    return Character.isLetter(point)
        && Character.UnicodeScript.of(point) != Character.UnicodeScript.LATIN
        && Character.UnicodeScript.of(point) != Character.UnicodeScript.COMMON;
  }

  /** Letters that are drawn like ASCII ones, marks, and what compatibility makes ASCII. */
  private static boolean passes(int point) {
    if (point < 0x80) {
      return false;
    }
    int type = Character.getType(point);
    boolean mark =
        type == Character.NON_SPACING_MARK
            || type == Character.ENCLOSING_MARK
            || type == Character.COMBINING_SPACING_MARK;
    return mark || becomesAscii(point) || LATIN.indexOf(point) >= 0 || drawnLikeAscii(point);
  }

  private static boolean drawnLikeAscii(int point) {
    return "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u03bf\u03b1\u03bd\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7"
            .indexOf(point)
        >= 0;
  }

  private static boolean isSign(int point) {
    if (point < 0x80) {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.DASH_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.MODIFIER_LETTER,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> becomesAscii(point) || point == 0x2212 || point == 0x2215 || point == 0x2032;
    };
  }

  private static boolean becomesAscii(int point) {
    String plain = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
    return plain.codePoints().allMatch(one -> one < 0x80);
  }

  private static void append(StringBuilder shown, int point, boolean escape) {
    if (escape) {
      shown.append(String.format("\\u{%x}", point));
    } else {
      shown.appendCodePoint(point);
    }
  }
}
