package dev.sallyport.policy.sql.grammar;

import java.nio.charset.StandardCharsets;

/** A text as the parser's module wants it, in UTF-8, with the way back to UTF-16 offsets. */
final class Utf8Text {
  /** Longest text in UTF-8 bytes: its tree must fit into a module's memory. */
  static final int LENGTH = 4 << 20;

  private final String text;
  private final byte[] bytes;

  private Utf8Text(String text, byte[] bytes) {
    this.text = text;
    this.bytes = bytes;
  }

  /** Encodes the text, or says where it can't be PostgreSQL's. */
  static Utf8Text of(String text) throws SyntaxError {
    if (text.length() > LENGTH) {
      throw new SyntaxError("the text is longer than " + LENGTH + " bytes", LENGTH);
    }
    for (int i = 0; i < text.length(); i++) {
      i += unitsOfCharacter(text, i) - 1;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LENGTH) {
      throw new SyntaxError("the text is longer than " + LENGTH + " bytes", -1);
    }
    return new Utf8Text(text, bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  /**
   * The UTF-16 offset of a byte of the encoded text; the text's length where it is past the end.
   */
  int utf16(int utf8) {
    if (bytes.length == text.length()) {
      return Math.min(Math.max(utf8, 0), bytes.length);
    }
    int units = 0;
    for (int i = 0; i < Math.min(utf8, bytes.length); i++) {
      units += unitsBegunBy(bytes[i]);
    }
    return units;
  }

  /** The UTF-16 offset of a character, counted in code points from 0. */
  int utf16OfCharacter(int character) {
    if (bytes.length == text.length()) {
      return Math.min(Math.max(character, 0), bytes.length);
    }
    int characters = text.codePointCount(0, text.length());
    return text.offsetByCodePoints(0, Math.min(Math.max(character, 0), characters));
  }

  /** How many UTF-16 units the character takes that begins with this byte; 0 inside one. */
  private static int unitsBegunBy(byte utf8) {
    if ((utf8 & 0xC0) == 0x80) {
      return 0;
    }
    return (utf8 & 0xF8) == 0xF0 ? 2 : 1;
  }

  /** How many UTF-16 units the character takes that begins here. */
  private static int unitsOfCharacter(String text, int at) throws SyntaxError {
    char unit = text.charAt(at);
    if (unit == 0) {
      throw new SyntaxError("the text holds the character U+0000", at);
    }
    if (!Character.isSurrogate(unit)) {
      return 1;
    }
    if (at + 1 < text.length() && Character.isSurrogatePair(unit, text.charAt(at + 1))) {
      return 2;
    }
    throw new SyntaxError("the text holds half of a surrogate pair", at);
  }
}
