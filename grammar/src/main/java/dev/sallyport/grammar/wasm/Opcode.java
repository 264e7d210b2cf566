package dev.sallyport.grammar.wasm;

/**
 * The code of a plain instruction, with what it does to the operand stack.
 *
 * @param code its byte
 * @param second the number after the byte 0xFC; -1 for all others
 * @param pops operands it takes
 * @param pushes operands it leaves
 */
public record Opcode(int code, int second, int pops, int pushes) {
  static final int UNREACHABLE = 0x00;
  static final int NOP = 0x01;
  static final int BLOCK = 0x02;
  static final int LOOP = 0x03;
  static final int IF = 0x04;
  static final int ELSE = 0x05;
  static final int END = 0x0B;
  static final int BR = 0x0C;
  static final int BR_IF = 0x0D;
  static final int BR_TABLE = 0x0E;
  static final int RETURN = 0x0F;
  static final int CALL = 0x10;
  static final int CALL_INDIRECT = 0x11;
  static final int LOCAL_GET = 0x20;
  static final int LOCAL_TEE = 0x22;
  static final int GLOBAL_GET = 0x23;
  static final int GLOBAL_SET = 0x24;
  static final int I32_CONST = 0x41;
  static final int PREFIX = 0xFC;

  public static final Opcode I32_EQ = of(0x46);
  public static final Opcode I32_LT_U = of(0x49);
  public static final Opcode I32_SUB = of(0x6B);
  public static final Opcode I32_AND = of(0x71);
  public static final Opcode I32_SHR_U = of(0x76);

  private static final int DROP = 0x1A;
  private static final int SELECT = 0x1B;

  static Opcode of(int code) {
    if (code == NOP) {
      return new Opcode(code, -1, 0, 0);
    }
    if (code == DROP) {
      return new Opcode(code, -1, 1, 0);
    }
    if (code == SELECT) {
      return new Opcode(code, -1, 3, 1);
    }
    if (isLoad(code) || code == 0x40) {
      return new Opcode(code, -1, 1, 1);
    }
    if (isStore(code)) {
      return new Opcode(code, -1, 2, 0);
    }
    if (code >= 0x3F && code <= 0x44) {
      return new Opcode(code, -1, 0, 1);
    }
    if (code >= 0x45 && code <= 0xC4) {
      return new Opcode(code, -1, takesTwo(code) ? 2 : 1, 1);
    }
    throw new UnsupportedModule("instruction 0x" + Integer.toHexString(code));
  }

  /** Saturating conversions, memory copy and fill. */
  static Opcode prefixed(int second) {
    if (second <= 7) {
      return new Opcode(PREFIX, second, 1, 1);
    }
    if (second == 10 || second == 11) {
      return new Opcode(PREFIX, second, 3, 0);
    }
    throw new UnsupportedModule("instruction 0xfc " + second);
  }

  static boolean isLoad(int code) {
    return code >= 0x28 && code <= 0x35;
  }

  static boolean isStore(int code) {
    return code >= 0x36 && code <= 0x3E;
  }

  /** Comparisons and arithmetic of two operands, for each of the four types in turn. */
  private static boolean takesTwo(int code) {
    return code >= 0x46 && code <= 0x4F
        || code >= 0x51 && code <= 0x66
        || code >= 0x6A && code <= 0x78
        || code >= 0x7C && code <= 0x8A
        || code >= 0x92 && code <= 0x98
        || code >= 0xA0 && code <= 0xA6;
  }
}
