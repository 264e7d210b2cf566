package dev.sallyport.grammar.wasm;

/** Reads a module's bytes from front to back. */
final class ByteSource {
  private final byte[] bytes;
  private final int end;
  private int position;

  ByteSource(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ByteSource(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  boolean isAtEnd() {
    return position >= end;
  }

  int position() {
    return position;
  }

  int u8() {
    return bytes[position++] & 0xFF;
  }

  /** The next byte, left where it is. */
  int peek() {
    return bytes[position] & 0xFF;
  }

  /** An unsigned LEB128 number of at most 32 bits. */
  int u32() {
    int result = 0;
    int shift = 0;
    int next;
    do {
      next = u8();
      result |= (next & 0x7F) << shift;
      shift += 7;
    } while ((next & 0x80) != 0);
    return result;
  }

  /** A signed LEB128 number of at most 32 bits. */
  int s32() {
    int result = 0;
    int shift = 0;
    int next;
    do {
      next = u8();
      result |= (next & 0x7F) << shift;
      shift += 7;
    } while ((next & 0x80) != 0);
    return shift < 32 && (next & 0x40) != 0 ? result | (-1 << shift) : result;
  }

  /** Steps over a LEB128 number of any size. */
  void skipNumber() {
    while ((u8() & 0x80) != 0) {
      // its last byte has no continuation bit
    }
  }

  void skip(int count) {
    position += count;
  }

  /** The next bytes as a source of their own, stepped over here. */
  ByteSource part(int length) {
    ByteSource part = new ByteSource(bytes, position, position + length);
    position += length;
    return part;
  }

  /** What was read since a position. */
  Bytes since(int start) {
    return new Bytes(bytes, start, position);
  }

  /** All that is left. */
  Bytes rest() {
    Bytes rest = new Bytes(bytes, position, end);
    position = end;
    return rest;
  }
}
