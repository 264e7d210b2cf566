package dev.sallyport.grammar.split;

import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.Instruction.Block;
import dev.sallyport.grammar.wasm.Instruction.Branch;
import dev.sallyport.grammar.wasm.Instruction.BranchTable;
import dev.sallyport.grammar.wasm.Instruction.Constant;
import dev.sallyport.grammar.wasm.Instruction.Global;
import dev.sallyport.grammar.wasm.Instruction.Plain;
import dev.sallyport.grammar.wasm.Instruction.Return;
import dev.sallyport.grammar.wasm.Instruction.Shape;
import dev.sallyport.grammar.wasm.Instruction.Unreachable;
import dev.sallyport.grammar.wasm.Label;
import dev.sallyport.grammar.wasm.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a caller does when a cut-out region is back: goes where the region would have gone. */
final class WaysOut {
  private final Region region;
  private final Label functionEnd;
  private final Registers registers;

  WaysOut(Region region, Label functionEnd, Registers registers) {
    this.region = region;
    this.functionEnd = functionEnd;
    this.registers = registers;
  }

  /**
   * Goes on by the number of the way out.
   *
   * @param number reads that number; used only where there is more than one way
   */
  List<Instruction> go(Supplier<Instruction> number) {
    List<Label> exits = region.exits();
    if (exits.isEmpty()) {
      return region.fallsThrough() ? List.of() : List.of(new Unreachable());
    }
    if (region.waysOut() == 1) {
      return leave(exits.get(0));
    }
    boolean plain = exits.stream().allMatch(exit -> exit.carried() == null && exit != functionEnd);
    if (!plain) {
      return byComparing(number);
    }
    return exits.size() == 1
        ? List.of(number.get(), new Branch(exits.get(0), true))
        : byTable(number);
  }

  private List<Instruction> byTable(Supplier<Instruction> number) {
    Label goOn = new Label();
    List<Label> targets = new ArrayList<>();
    if (region.fallsThrough()) {
      targets.add(goOn);
    }
    targets.addAll(region.exits());
    Label last = targets.remove(targets.size() - 1);
    List<Instruction> table = new ArrayList<>();
    table.add(number.get());
    table.add(new BranchTable(targets, last));
    return region.fallsThrough() ? List.of(Block.of(goOn, table)) : table;
  }

  private List<Instruction> byComparing(Supplier<Instruction> number) {
    List<Instruction> chain = new ArrayList<>();
    for (int exit = 0; exit < region.exits().size(); exit++) {
      List<Instruction> leave = leave(region.exits().get(exit));
      boolean last = !region.fallsThrough() && exit == region.exits().size() - 1;
      if (last) {
        chain.addAll(leave);
      } else {
        chain.add(number.get());
        chain.add(new Constant(region.number(exit)));
        chain.add(Plain.of(Opcode.I32_EQ));
        chain.add(new Block(Shape.IF, new Label(), new ArrayList<>(leave), List.of()));
      }
    }
    return chain;
  }

  private List<Instruction> leave(Label exit) {
    List<Instruction> leave = new ArrayList<>();
    if (exit.carried() != null) {
      leave.add(Global.get(registers.branchValue(exit.carried())));
    }
    leave.add(exit == functionEnd ? new Return() : new Branch(exit, false));
    return leave;
  }
}
