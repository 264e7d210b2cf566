package dev.sallyport.grammar.wasm;

import java.util.Arrays;

/** Bytes of a module that are copied without looking at them. */
public final class Bytes {
  static final Bytes NONE = new Bytes(new byte[0], 0, 0);

  private final byte[] source;
  private final int start;
  private final int length;

  Bytes(byte[] source, int start, int end) {
    this.source = source;
    this.start = start;
    this.length = end - start;
  }

  int length() {
    return length;
  }

  byte[] copy() {
    return Arrays.copyOfRange(source, start, start + length);
  }

  void writeTo(ByteSink sink) {
    sink.bytes(source, start, length);
  }
}
