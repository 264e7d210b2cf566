package dev.sallyport.grammar.wasm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Bytes that memory holds from an address on when the module starts. */
public final class DataSegment {
  private final int address;
  private final byte[] content;

  private DataSegment(int address, byte[] content) {
    this.address = address;
    this.content = content;
  }

  static DataSegment read(ByteSource source) {
    if (source.u32() != 0 || source.u8() != Opcode.I32_CONST) {
      throw new UnsupportedModule("data without a fixed address");
    }
    int address = source.s32();
    source.skip(1);
    return new DataSegment(address, source.part(source.u32()).rest().copy());
  }

  /** How many words at addresses divisible by 4 hold this number. */
  public int count(int number) {
    int count = 0;
    for (int at = firstWord(); at + 4 <= content.length; at += 4) {
      if (words().getInt(at) == number) {
        count++;
      }
    }
    return count;
  }

  /** Writes another number to each word at an address divisible by 4 that holds this one. */
  public void replace(int number, int by) {
    for (int at = firstWord(); at + 4 <= content.length; at += 4) {
      if (words().getInt(at) == number) {
        words().putInt(at, by);
      }
    }
  }

  /** One segment that leaves memory as all of these do; between them are zeros, as there were. */
  static DataSegment joined(List<DataSegment> segments) {
    int start = segments.stream().mapToInt(s -> s.address).min().orElse(0);
    int end = segments.stream().mapToInt(s -> s.address + s.content.length).max().orElse(start);
    byte[] content = new byte[end - start];
    for (DataSegment segment : segments) {
      System.arraycopy(
          segment.content, 0, content, segment.address - start, segment.content.length);
    }
    return new DataSegment(start, content);
  }

  /** Its address, as four bytes with the highest first, and then its content. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(4 + content.length).putInt(address).put(content).array();
  }

  private int firstWord() {
    return -address & 3;
  }

  private ByteBuffer words() {
    return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  void write(ByteSink sink) {
    sink.u32(0);
    sink.u8(Opcode.I32_CONST);
    sink.s32(address);
    sink.u8(Opcode.END);
    sink.u32(content.length);
    sink.bytes(content, 0, content.length);
  }
}
