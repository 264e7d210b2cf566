package dev.sallyport.grammar.wasm;

/**
 * A global variable and what it starts as.
 *
 * @param initial where it starts, for type i32; variables of other types start as zero
 */
public record GlobalVariable(ValueType type, boolean mutable, int initial) {

  static GlobalVariable zero(ValueType type) {
    return new GlobalVariable(type, true, 0);
  }

  /** Reads a global of type i32; others are not met in what compilers of C write. */
  static GlobalVariable read(ByteSource source) {
    ValueType type = ValueType.of(source.u8());
    boolean mutable = source.u8() == 1;
    if (type != ValueType.I32 || source.u8() != Opcode.I32_CONST) {
      throw new UnsupportedModule("a global that does not start as a number of type i32");
    }
    int initial = source.s32();
    source.skip(1);
    return new GlobalVariable(type, mutable, initial);
  }

  /** The same variable, starting as another number. */
  public GlobalVariable startingAs(int number) {
    return new GlobalVariable(type, mutable, number);
  }

  void write(ByteSink sink) {
    sink.u8(type.code());
    sink.u8(mutable ? 1 : 0);
    sink.u8(Opcode.I32_CONST + type.ordinal());
    switch (type) {
      case I32 -> sink.s32(initial);
      case I64 -> sink.u8(0);
      case F32 -> zeros(sink, 4);
      case F64 -> zeros(sink, 8);
    }
    sink.u8(Opcode.END);
  }

  private static void zeros(ByteSink sink, int count) {
    for (int i = 0; i < count; i++) {
      sink.u8(0);
    }
  }
}
