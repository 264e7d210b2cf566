package dev.sallyport.server.approval;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the binary form that OpenSSH writes: lengths of four bytes before each string. */
final class SshBytes {
  private final ByteBuffer buffer;

  SshBytes(byte[] bytes) {
    buffer = ByteBuffer.wrap(bytes);
  }

  byte[] raw(int length) {
    if (length < 0 || length > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  byte[] string() {
    return raw(buffer.getInt());
  }

  String text() {
    return new String(string(), StandardCharsets.UTF_8);
  }

  int number() {
    return buffer.getInt();
  }

  byte flags() {
    return buffer.get();
  }

  boolean atEnd() {
    return !buffer.hasRemaining();
  }
}
