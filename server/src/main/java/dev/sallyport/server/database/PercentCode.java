package dev.sallyport.server.database;

import static dev.sallyport.server.database.ConnectionAddress.invalid;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The percent-encoding of addresses. Its errors name the part, never its text. */
final class PercentCode {
  private PercentCode() {}

  /**
   * The decoded text.
   *
   * @param part what the text is, for the error
   * @param plusIsSpace as the JDBC driver reads its options
   */
  static String decode(String text, String part, boolean plusIsSpace) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.write(hex(text, i + 1, part) << 4 | hex(text, i + 2, part));
        i += 2;
      } else if (c == '+' && plusIsSpace) {
        bytes.write(' ');
      } else if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
        bytes.writeBytes(text.substring(i, i + 2).getBytes(StandardCharsets.UTF_8));
        i++;
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return checked(bytes.toByteArray(), part);
  }

  private static int hex(String text, int at, String part) {
    int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    if (digit < 0) {
      throw invalid(
          "the " + part + " in the database address has a `%` that starts no percent-encoding",
          "write a `%` itself as `%25`");
    }
    return digit;
  }

  private static String checked(byte[] bytes, String part) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.chars().noneMatch(Character::isISOControl)) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // Said below, without the text that an exception would quote.
    }
    throw invalid(
        "the " + part + " in the database address holds a control character or broken UTF-8",
        "check how the address was copied");
  }
}
