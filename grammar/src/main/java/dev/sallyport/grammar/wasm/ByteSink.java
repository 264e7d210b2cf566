package dev.sallyport.grammar.wasm;

import java.io.ByteArrayOutputStream;

/** Collects a module's bytes. */
final class ByteSink {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  void u8(int value) {
    out.write(value);
  }

  /** An unsigned LEB128 number. */
  void u32(int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      out.write(rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  /** A signed LEB128 number. */
  void s32(int value) {
    int rest = value;
    while (rest < -64 || rest > 63) {
      out.write(rest & 0x7F | 0x80);
      rest >>= 7;
    }
    out.write(rest & 0x7F);
  }

  void bytes(byte[] source, int start, int length) {
    out.write(source, start, length);
  }

  /** A part whose length is written before it. */
  void sized(ByteSink part) {
    u32(part.out.size());
    out.writeBytes(part.out.toByteArray());
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
