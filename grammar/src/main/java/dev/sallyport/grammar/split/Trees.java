package dev.sallyport.grammar.split;

import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.Instruction.Block;
import dev.sallyport.grammar.wasm.Instruction.Branch;
import dev.sallyport.grammar.wasm.Instruction.BranchTable;
import dev.sallyport.grammar.wasm.Instruction.Call;
import dev.sallyport.grammar.wasm.Instruction.CallIndirect;
import dev.sallyport.grammar.wasm.Instruction.Constant;
import dev.sallyport.grammar.wasm.Instruction.Global;
import dev.sallyport.grammar.wasm.Instruction.Local;
import dev.sallyport.grammar.wasm.Instruction.Plain;
import dev.sallyport.grammar.wasm.Instruction.Sequence;
import dev.sallyport.grammar.wasm.Instruction.Shape;
import dev.sallyport.grammar.wasm.Label;
import dev.sallyport.grammar.wasm.WasmModule;
import java.util.List;
import java.util.function.Consumer;

/** Questions about lists of instructions. */
final class Trees {
  private Trees() {}

  /** Shows every instruction of the list and below it. */
  static void each(List<Instruction> list, Consumer<Instruction> visitor) {
    for (Instruction instruction : list) {
      visitor.accept(instruction);
      if (instruction instanceof Block block) {
        each(block.body(), visitor);
        each(block.otherwise(), visitor);
      } else if (instruction instanceof Sequence sequence) {
        each(sequence.steps(), visitor);
      }
    }
  }

  /** Shows the label of every branch of the list and below it. */
  static void eachTarget(List<Instruction> list, Consumer<Label> visitor) {
    each(
        list,
        instruction -> {
          if (instruction instanceof Branch branch) {
            visitor.accept(branch.target());
          } else if (instruction instanceof BranchTable table) {
            table.targets().forEach(visitor);
            visitor.accept(table.otherwise());
          }
        });
  }

  /** Whether control never comes to the end of the list. */
  static boolean ends(List<Instruction> list) {
    return !list.isEmpty() && list.get(list.size() - 1).endsList();
  }

  /** About how many bytes the list takes in a module. */
  static int size(List<Instruction> list) {
    int size = 0;
    for (Instruction instruction : list) {
      size += size(instruction);
    }
    return size;
  }

  /** About how many bytes the instruction takes in a module. */
  static int size(Instruction instruction) {
    if (instruction instanceof Block block) {
      return 3 + size(block.body()) + size(block.otherwise());
    }
    if (instruction instanceof Sequence sequence) {
      return size(sequence.steps());
    }
    if (instruction instanceof BranchTable table) {
      return 3 + 2 * table.targets().size();
    }
    if (instruction instanceof Plain plain) {
      return 1 + plain.length();
    }
    if (instruction instanceof Call) {
      return 3;
    }
    return instruction instanceof CallIndirect ? 4 : 2;
  }

  /** By how much the instruction raises the operand stack. Not asked of one that ends its list. */
  static int rise(Instruction instruction, WasmModule module) {
    if (instruction instanceof Block block) {
      return (block.label().result() == null ? 0 : 1) - (block.shape() == Shape.IF ? 1 : 0);
    }
    if (instruction instanceof Branch) {
      return -1;
    }
    if (instruction instanceof Call call) {
      var type = module.functionType(call.function());
      return type.results().size() - type.parameters().size();
    }
    if (instruction instanceof CallIndirect call) {
      var type = module.type(call.type());
      return type.results().size() - type.parameters().size() - 1;
    }
    if (instruction instanceof Local local) {
      return rise(local.access());
    }
    if (instruction instanceof Global global) {
      return rise(global.access());
    }
    if (instruction instanceof Plain plain) {
      return plain.opcode().pushes() - plain.opcode().pops();
    }
    return instruction instanceof Constant ? 1 : 0;
  }

  private static int rise(Instruction.Access access) {
    return switch (access) {
      case GET -> 1;
      case SET -> -1;
      case TEE -> 0;
    };
  }
}
