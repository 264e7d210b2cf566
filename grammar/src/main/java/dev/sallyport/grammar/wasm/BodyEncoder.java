package dev.sallyport.grammar.wasm;

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
import dev.sallyport.grammar.wasm.Instruction.Sequence;
import dev.sallyport.grammar.wasm.Instruction.Unreachable;
import java.util.ArrayList;
import java.util.List;

/** Writes a tree as a body, turning labels into depths. */
final class BodyEncoder {
  private final ByteSink sink;
  private final List<Label> enclosing = new ArrayList<>();

  private BodyEncoder(ByteSink sink) {
    this.sink = sink;
  }

  static void encode(Function function, ByteSink sink) {
    locals(function, sink);
    BodyEncoder encoder = new BodyEncoder(sink);
    encoder.enclosing.add(function.end());
    encoder.list(function.body());
    encoder.list(function.epilogue());
    sink.u8(Opcode.END);
  }

  private static void locals(Function function, ByteSink sink) {
    List<ValueType> types =
        function.locals().subList(function.type().parameters().size(), function.locals().size());
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      if (i == 0 || types.get(i) != types.get(i - 1)) {
        starts.add(i);
      }
    }
    sink.u32(starts.size());
    for (int group = 0; group < starts.size(); group++) {
      int start = starts.get(group);
      int end = group + 1 < starts.size() ? starts.get(group + 1) : types.size();
      sink.u32(end - start);
      sink.u8(types.get(start).code());
    }
  }

  private void list(List<Instruction> instructions) {
    instructions.forEach(this::instruction);
  }

  private void instruction(Instruction instruction) {
    if (instruction instanceof Block block) {
      block(block);
    } else if (instruction instanceof Branch branch) {
      sink.u8(branch.conditional() ? Opcode.BR_IF : Opcode.BR);
      sink.u32(depth(branch.target()));
    } else if (instruction instanceof BranchTable table) {
      branchTable(table);
    } else if (instruction instanceof Sequence sequence) {
      list(sequence.steps());
    } else {
      simple(instruction);
    }
  }

  private void simple(Instruction instruction) {
    if (instruction instanceof Return) {
      sink.u8(Opcode.RETURN);
    } else if (instruction instanceof Unreachable) {
      sink.u8(Opcode.UNREACHABLE);
    } else if (instruction instanceof Call call) {
      sink.u8(Opcode.CALL);
      sink.u32(call.function());
    } else if (instruction instanceof CallIndirect call) {
      sink.u8(Opcode.CALL_INDIRECT);
      sink.u32(call.type());
      sink.u32(call.table());
    } else if (instruction instanceof Local local) {
      sink.u8(Opcode.LOCAL_GET + local.access().ordinal());
      sink.u32(local.index());
    } else if (instruction instanceof Global global) {
      sink.u8(Opcode.GLOBAL_GET + global.access().ordinal());
      sink.u32(global.index());
    } else if (instruction instanceof Constant constant) {
      sink.u8(Opcode.I32_CONST);
      sink.s32(constant.value());
    } else if (instruction instanceof Plain plain) {
      sink.u8(plain.opcode().code());
      plain.immediates().writeTo(sink);
    }
  }

  private void block(Block block) {
    sink.u8(block.shape().opcode());
    ValueType result = block.label().result();
    sink.u8(result == null ? BodyDecoder.NO_RESULT : result.code());
    enclosing.add(block.label());
    list(block.body());
    if (!block.otherwise().isEmpty()) {
      sink.u8(Opcode.ELSE);
      list(block.otherwise());
    }
    enclosing.remove(enclosing.size() - 1);
    sink.u8(Opcode.END);
  }

  private void branchTable(BranchTable table) {
    sink.u8(Opcode.BR_TABLE);
    sink.u32(table.targets().size());
    table.targets().forEach(target -> sink.u32(depth(target)));
    sink.u32(depth(table.otherwise()));
  }

  private int depth(Label label) {
    int index = enclosing.lastIndexOf(label);
    if (index < 0) {
      throw new IllegalStateException("a branch leaves its function");
    }
    return enclosing.size() - 1 - index;
  }
}
