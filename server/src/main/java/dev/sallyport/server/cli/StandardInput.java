package dev.sallyport.server.cli;

import dev.sallyport.server.SallyportException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text from standard input where a command's argument is {@code -}. */
final class StandardInput {
  private static final int LONGEST = 64 << 20;

  private StandardInput() {}

  static String orText(String argument) {
    return argument.equals("-") ? all() : argument;
  }

  /** All of standard input, which must be well-formed UTF-8 of at most 64 MiB. */
  static String all() {
    try {
      byte[] bytes = System.in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw SallyportException.usage(
            "standard input is longer than 64 MiB", "send smaller pieces");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw SallyportException.usage("standard input is not UTF-8", "send UTF-8 text");
    } catch (IOException e) {
      throw SallyportException.environment("can't read standard input", "try again");
    }
  }
}
