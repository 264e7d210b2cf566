package dev.sallyport.server.migration.lint;

import dev.sallyport.server.migration.finding.Fact;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.project.FileReading;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file's bytes as SQL, as far as they can be read at all: what PostgreSQL would refuse of them is
 * said with its place, and the rest is linted nevertheless.
 *
 * @param text empty where the file is not there, or no text
 * @param finding what is wrong with its bytes
 */
record SqlText(Optional<String> text, Optional<Finding> finding) {
  /** Nobody writes a larger one; a larger one is named, not loaded. */
  static final int LARGEST = 64 << 20;

  private static final int SAMPLE = 8 << 10;
  private static final int CHUNK = 4 << 10;

  static SqlText of(FileReading reading) {
    if (reading instanceof FileReading.Refused refused) {
      return new SqlText(
          Optional.empty(),
          told(refused.path(), 0, 0, "the file " + refused.why(), "put a file of SQL there"));
    }
    return reading instanceof FileReading.Content content
        ? of(content.path(), content.bytes())
        : new SqlText(Optional.empty(), Optional.empty());
  }

  private static SqlText of(String path, byte[] bytes) {
    if (isBlank(bytes)) {
      return new SqlText(
          Optional.of(""),
          told(path, 0, 0, "the file is empty", "write what it was meant to do, or remove it"));
    }
    Optional<Charset> wide = wide(bytes);
    if (wide.isPresent()) {
      String text = new String(bytes, wide.get()).replace("\uFEFF", "");
      return new SqlText(
          Optional.of(text),
          told(path, 1, 1, "the file is " + wide.get().name() + ", not UTF-8", "save it as UTF-8"));
    }
    int wrong = firstWrong(bytes);
    if (wrong < 0) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return new SqlText(
          Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text), Optional.empty());
    }
    return broken(path, bytes, wrong);
  }

  private static SqlText broken(String path, byte[] bytes, int wrong) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < wrong; i++) {
      if (bytes[i] == '\n') {
        line++;
        start = i + 1;
      }
    }
    int column = new String(bytes, start, wrong - start, StandardCharsets.UTF_8).length() + 1;
    String what =
        bytes[wrong] == 0
            ? "a NUL byte, which no text of PostgreSQL's holds"
            : String.format(Locale.ROOT, "the byte 0x%02X, which is no UTF-8", bytes[wrong] & 0xff);
    if (isBinary(bytes)) {
      return new SqlText(
          Optional.empty(),
          told(path, line, column, "the file is no text: it holds " + what, "put SQL there"));
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace('\0', ' ');
    return new SqlText(
        Optional.of(text),
        told(path, line, column, "PostgreSQL does not read it: " + what, "save it as UTF-8"));
  }

  private static Optional<Finding> told(
      String path, int line, int column, String message, String help) {
    Fact fact = new Fact("the file's bytes say so", "nothing, if the bytes were UTF-8");
    return Optional.of(
        new Finding(
            "migration-syntax",
            Severity.ERROR,
            path,
            line,
            column,
            message,
            help,
            List.of(fact),
            List.of()));
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte unit : bytes) {
      if (unit < 0 || unit > ' ') {
        return false;
      }
    }
    return bytes.length < SAMPLE;
  }

  private static Optional<Charset> wide(byte[] bytes) {
    if (bytes.length < 2) {
      return Optional.empty();
    }
    int mark = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    return mark == 0xfffe
        ? Optional.of(StandardCharsets.UTF_16LE)
        : mark == 0xfeff ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
  }

  /** More control characters than any text has. */
  private static boolean isBinary(byte[] bytes) {
    int length = Math.min(bytes.length, SAMPLE);
    int control = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] >= 0 && bytes[i] < 9 || bytes[i] > 13 && bytes[i] < 27) {
        control++;
      }
    }
    return control > 3 && control * 50 > length;
  }

  /** The offset of the first byte that is NUL or no UTF-8; -1 where there is none. */
  private static int firstWrong(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(CHUNK);
    int wrong = bytes.length;
    while (in.hasRemaining()) {
      out.clear();
      if (decoder.decode(in, out, true).isError()) {
        wrong = in.position();
        break;
      }
    }
    for (int i = 0; i < wrong; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return wrong == bytes.length ? -1 : wrong;
  }
}
