package dev.sallyport.grammar.wasm;

/** The type of a value on the operand stack, in a local or in a global. */
public enum ValueType {
  I32(0x7F),
  I64(0x7E),
  F32(0x7D),
  F64(0x7C);

  private final int code;

  ValueType(int code) {
    this.code = code;
  }

  /** The byte that stands for it. */
  public int code() {
    return code;
  }

  /** The type that a byte stands for. */
  public static ValueType of(int code) {
    for (ValueType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new UnsupportedModule("value type 0x" + Integer.toHexString(code));
  }
}
