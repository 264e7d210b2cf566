package dev.sallyport.grammar.wasm;

import dev.sallyport.grammar.wasm.Instruction.Access;
import dev.sallyport.grammar.wasm.Instruction.Block;
import dev.sallyport.grammar.wasm.Instruction.Branch;
import dev.sallyport.grammar.wasm.Instruction.BranchTable;
import dev.sallyport.grammar.wasm.Instruction.Call;
import dev.sallyport.grammar.wasm.Instruction.CallIndirect;
import dev.sallyport.grammar.wasm.Instruction.Constant;
import dev.sallyport.grammar.wasm.Instruction.Global;
import dev.sallyport.grammar.wasm.Instruction.Local;
import dev.sallyport.grammar.wasm.Instruction.Plain;
import dev.sallyport.grammar.wasm.Instruction.Return;
import dev.sallyport.grammar.wasm.Instruction.Shape;
import dev.sallyport.grammar.wasm.Instruction.Unreachable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a body to a tree. Instructions that cannot be reached are left out. */
final class BodyDecoder {
  static final int NO_RESULT = 0x40;

  private final ByteSource source;
  private final List<Label> enclosing = new ArrayList<>();
  private int closedBy;

  private BodyDecoder(ByteSource source) {
    this.source = source;
  }

  static Function decode(FunctionType type, ByteSource source) {
    List<ValueType> locals = new ArrayList<>(type.parameters());
    for (int group = source.u32(); group > 0; group--) {
      int count = source.u32();
      ValueType local = ValueType.of(source.u8());
      for (int i = 0; i < count; i++) {
        locals.add(local);
      }
    }
    Label end = new Label(onlyResult(type));
    return new Function(type, end, locals, new BodyDecoder(source).list(end));
  }

  private static @Nullable ValueType onlyResult(FunctionType type) {
    if (type.results().size() > 1) {
      throw new UnsupportedModule("a function with several results");
    }
    return type.results().isEmpty() ? null : type.results().get(0);
  }

  private List<Instruction> list(Label label) {
    enclosing.add(label);
    List<Instruction> instructions = new ArrayList<>();
    boolean reachable = true;
    while (true) {
      int code = source.u8();
      if (code == Opcode.END || code == Opcode.ELSE) {
        closedBy = code;
        enclosing.remove(enclosing.size() - 1);
        return instructions;
      }
      Instruction instruction = instruction(code);
      if (reachable && code != Opcode.NOP) {
        instructions.add(instruction);
      }
      reachable &= !instruction.endsList();
    }
  }

  private Instruction instruction(int code) {
    return switch (code) {
      case Opcode.UNREACHABLE -> new Unreachable();
      case Opcode.BLOCK -> block(Shape.BLOCK);
      case Opcode.LOOP -> block(Shape.LOOP);
      case Opcode.IF -> block(Shape.IF);
      case Opcode.BR -> new Branch(label(), false);
      case Opcode.BR_IF -> new Branch(label(), true);
      case Opcode.BR_TABLE -> branchTable();
      case Opcode.RETURN -> new Return();
      case Opcode.CALL -> new Call(source.u32());
      case Opcode.CALL_INDIRECT -> new CallIndirect(source.u32(), source.u32());
      case Opcode.LOCAL_GET, 0x21, Opcode.LOCAL_TEE ->
          new Local(Access.values()[code - Opcode.LOCAL_GET], source.u32());
      case Opcode.GLOBAL_GET, Opcode.GLOBAL_SET ->
          new Global(Access.values()[code - Opcode.GLOBAL_GET], source.u32());
      case Opcode.I32_CONST -> new Constant(source.s32());
      default -> plain(code);
    };
  }

  private Block block(Shape shape) {
    ValueType result = blockResult();
    Label label = shape == Shape.LOOP ? Label.ofLoop(result) : new Label(result);
    List<Instruction> body = list(label);
    List<Instruction> otherwise = closedBy == Opcode.ELSE ? list(label) : List.of();
    return new Block(shape, label, body, otherwise);
  }

  private @Nullable ValueType blockResult() {
    int type = source.u8();
    return type == NO_RESULT ? null : ValueType.of(type);
  }

  private Label label() {
    return enclosing.get(enclosing.size() - 1 - source.u32());
  }

  private BranchTable branchTable() {
    int count = source.u32();
    List<Label> targets = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      targets.add(label());
    }
    return new BranchTable(targets, label());
  }

  private Plain plain(int code) {
    if (code == Opcode.PREFIX) {
      return prefixed();
    }
    Opcode opcode = Opcode.of(code);
    int start = source.position();
    if (Opcode.isLoad(code) || Opcode.isStore(code)) {
      source.skipNumber();
      source.skipNumber();
    } else if (code == 0x42) {
      source.skipNumber();
    } else {
      source.skip(
          switch (code) {
            case 0x3F, 0x40 -> 1;
            case 0x43 -> 4;
            case 0x44 -> 8;
            default -> 0;
          });
    }
    return new Plain(opcode, source.since(start));
  }

  private Plain prefixed() {
    int start = source.position();
    Opcode opcode = Opcode.prefixed(source.u32());
    source.skip(
        switch (opcode.second()) {
          case 10 -> 2;
          case 11 -> 1;
          default -> 0;
        });
    return new Plain(opcode, source.since(start));
  }
}
