package dev.sallyport.grammar.wasm;

import java.util.List;

/** One instruction of a body, as a tree: a block holds the instructions in it. */
public sealed interface Instruction {

  /** Whether what follows in the same list cannot be reached. */
  default boolean endsList() {
    return false;
  }

  /** Which kind of structure a {@link Block} is. */
  enum Shape {
    BLOCK(0x02),
    LOOP(0x03),
    IF(0x04);

    private final int opcode;

    Shape(int opcode) {
      this.opcode = opcode;
    }

    int opcode() {
      return opcode;
    }
  }

  /**
   * A block, a loop or an if.
   *
   * @param otherwise the else part of an if; empty where there is none
   */
  record Block(Shape shape, Label label, List<Instruction> body, List<Instruction> otherwise)
      implements Instruction {

    /** A block that holds these instructions. */
    public static Block of(Label label, List<Instruction> body) {
      return new Block(Shape.BLOCK, label, body, List.of());
    }
  }

  /** A branch to a label, taken always or if the operand is not zero. */
  record Branch(Label target, boolean conditional) implements Instruction {
    @Override
    public boolean endsList() {
      return !conditional;
    }
  }

  /** A branch to the label that the operand numbers, or to the last one. */
  record BranchTable(List<Label> targets, Label otherwise) implements Instruction {
    public BranchTable {
      targets = List.copyOf(targets);
    }

    @Override
    public boolean endsList() {
      return true;
    }
  }

  /** Leaves the function. */
  record Return() implements Instruction {
    @Override
    public boolean endsList() {
      return true;
    }
  }

  /** Ends the program with an error. */
  record Unreachable() implements Instruction {
    @Override
    public boolean endsList() {
      return true;
    }
  }

  /** A call of the function with that index. */
  record Call(int function) implements Instruction {}

  /** A call of the function that the operand numbers in a table. */
  record CallIndirect(int type, int table) implements Instruction {}

  /** What is done with a variable. */
  enum Access {
    GET,
    SET,
    TEE
  }

  /** Reads or writes a local. */
  record Local(Access access, int index) implements Instruction {
    public static Local get(int index) {
      return new Local(Access.GET, index);
    }

    public static Local set(int index) {
      return new Local(Access.SET, index);
    }

    public boolean writes() {
      return access != Access.GET;
    }
  }

  /** Reads or writes a global. */
  record Global(Access access, int index) implements Instruction {
    public static Global get(int index) {
      return new Global(Access.GET, index);
    }

    public static Global set(int index) {
      return new Global(Access.SET, index);
    }
  }

  /** Puts a number on the operand stack. */
  record Constant(int value) implements Instruction {}

  /** Anything else: it touches neither variables nor the flow, and is copied as it is. */
  record Plain(Opcode opcode, Bytes immediates) implements Instruction {
    /** An instruction that has no immediates. */
    public static Plain of(Opcode opcode) {
      return new Plain(opcode, Bytes.NONE);
    }

    /** Bytes that its immediates take. */
    public int length() {
      return immediates.length();
    }
  }

  /** Instructions that must stay together; none of them is a structure or a branch. */
  record Sequence(List<Instruction> steps) implements Instruction {
    public Sequence {
      steps = List.copyOf(steps);
    }
  }
}
