package dev.sallyport.server.migration.project;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What reading a file of the project came to. */
public sealed interface FileReading {

  /** The file's place below the project, with {@code /}. */
  String path();

  /**
   * The bytes of a regular file.
   *
   * @param bytes not copied: nobody changes them
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody, copied never
  record Content(String path, byte[] bytes) implements FileReading {

    /** The text, where the bytes are UTF-8 without NUL; a byte order mark is no part of it. */
    public Optional<String> text() {
      for (byte unit : bytes) {
        if (unit == 0) {
          return Optional.empty();
        }
      }
      try {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
      } catch (CharacterCodingException e) {
        return Optional.empty();
      }
    }
  }

  /** There is no such file. */
  record Absent(String path) implements FileReading {}

  /**
   * It is there and was not read.
   *
   * @param why lower case, such as {@code is a symbolic link}
   */
  record Refused(String path, String why) implements FileReading {}
}
