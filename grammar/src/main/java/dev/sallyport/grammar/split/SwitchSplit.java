package dev.sallyport.grammar.split;

import dev.sallyport.grammar.wasm.Function;
import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.Instruction.Block;
import dev.sallyport.grammar.wasm.Instruction.Branch;
import dev.sallyport.grammar.wasm.Instruction.BranchTable;
import dev.sallyport.grammar.wasm.Instruction.Constant;
import dev.sallyport.grammar.wasm.Instruction.Local;
import dev.sallyport.grammar.wasm.Instruction.Plain;
import dev.sallyport.grammar.wasm.Instruction.Shape;
import dev.sallyport.grammar.wasm.Label;
import dev.sallyport.grammar.wasm.Opcode;
import dev.sallyport.grammar.wasm.ValueType;
import dev.sallyport.grammar.wasm.WasmModule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Cuts a {@link SwitchNest} into functions of some neighbouring cases each.
 *
 * <p>A local holds the number of the case to go to. A loop goes to the group that has it; a group
 * that wants to go on in another group, by a branch or by falling through, sets the local and
 * loops.
 */
final class SwitchSplit {
  /**
   * With more cases than this, groups begin at multiples of 8, so that the loop's table is short.
   */
  private static final int MANY_CASES = 400;

  private final Function function;
  private final SwitchNest nest;
  private final Outliner outliner;
  private final WasmModule module;
  private final int groupSize;
  private final int wanted;
  private final int shift;
  private final Label again = Label.ofLoop(null);

  SwitchSplit(
      Function function, SwitchNest nest, Outliner outliner, WasmModule module, int groupSize) {
    this.function = function;
    this.nest = nest;
    this.outliner = outliner;
    this.module = module;
    this.groupSize = groupSize;
    this.wanted = function.addLocal(ValueType.I32);
    this.shift = nest.cases().size() > MANY_CASES ? 3 : 0;
  }

  void split() {
    Liveness liveness = Liveness.of(function);
    liveness.add(again, liveInAnyCase(liveness));
    List<Label> outside = new ArrayList<>();
    List<Instruction> body = new ArrayList<>(nest.prefix());
    body.addAll(new CaseNumbers(module).look(nest, outside));
    body.add(Local.set(wanted));
    for (int i = 0; i < outside.size(); i++) {
      body.add(Local.get(wanted));
      body.add(new Constant(nest.cases().size() + i));
      body.add(Plain.of(Opcode.I32_EQ));
      body.add(new Branch(outside.get(i), true));
    }
    body.add(new Block(Shape.LOOP, again, groups(liveness), List.of()));
    nest.outermost().body().clear();
    nest.outermost().body().addAll(body);
  }

  private BitSet liveInAnyCase(Liveness liveness) {
    BitSet live = new BitSet();
    nest.labels().forEach(label -> live.or(liveness.at(label)));
    live.or(liveness.at(nest.outermost().label()));
    live.set(wanted);
    return live;
  }

  /** The table of groups within one block per group, each followed by the call of its function. */
  private List<Instruction> groups(Liveness liveness) {
    List<Label> labels = new ArrayList<>();
    List<List<Instruction>> calls = new ArrayList<>();
    List<Label> targets = new ArrayList<>();
    for (int start = 0; start < nest.cases().size(); ) {
      int end = endOfGroup(start);
      Label label = new Label();
      labels.add(label);
      calls.add(call(start, end, liveness));
      for (int at = start; at < end; at += 1 << shift) {
        targets.add(label);
      }
      start = end;
    }
    List<Instruction> list = new ArrayList<>();
    list.add(Local.get(wanted));
    if (shift > 0) {
      list.add(new Constant(shift));
      list.add(Plain.of(Opcode.I32_SHR_U));
    }
    list.add(new BranchTable(targets, targets.get(targets.size() - 1)));
    for (int i = 0; i < labels.size(); i++) {
      list = new ArrayList<>(List.of(Block.of(labels.get(i), list)));
      list.addAll(calls.get(i));
    }
    return list;
  }

  private int endOfGroup(int start) {
    int size = 0;
    int end = start;
    while (end < nest.cases().size()) {
      int next = Math.min(nest.cases().size(), end + (1 << shift));
      for (int i = end; i < next; i++) {
        size += Trees.size(nest.cases().get(i)) + 8;
      }
      if (end > start && size > groupSize) {
        return end;
      }
      end = next;
    }
    return end;
  }

  private List<Instruction> call(int start, int end, Liveness liveness) {
    List<Instruction> group = group(start, end);
    Region region = Region.of(group, function.end());
    return outliner.outline(function, region, liveness, new BitSet());
  }

  /** The cases of a group in their nest, with a table of its own, never falling through its end. */
  private List<Instruction> group(int start, int end) {
    List<Instruction> list = new ArrayList<>();
    list.add(Local.get(wanted));
    list.add(new Constant(start));
    list.add(Plain.of(Opcode.I32_SUB));
    list.add(new BranchTable(nest.labels().subList(start, end - 1), nest.labels().get(end - 1)));
    for (int i = start; i < end; i++) {
      list = new ArrayList<>(List.of(Block.of(nest.labels().get(i), list)));
      list.addAll(nest.cases().get(i));
    }
    if (!Trees.ends(list)) {
      list.add(new Branch(nest.labelAfter(end), false));
    }
    return loopingToOtherGroups(list, start, end);
  }

  /** Branches to cases of other groups become: set the wanted case, loop. */
  private List<Instruction> loopingToOtherGroups(List<Instruction> group, int start, int end) {
    List<Integer> elsewhere = new ArrayList<>();
    Trees.eachTarget(
        group,
        target -> {
          int number = nest.caseOf(target);
          if (number >= 0 && (number < start || number >= end) && !elsewhere.contains(number)) {
            elsewhere.add(number);
          }
        });
    Relocation relocation = Relocation.ofLabels(function.locals());
    List<Label> stubs = new ArrayList<>();
    for (int number : elsewhere) {
      Label stub = new Label();
      stubs.add(stub);
      relocation.redirect(nest.labels().get(number), stub);
    }
    List<Instruction> list = relocation.copy(group);
    for (int i = 0; i < stubs.size(); i++) {
      list = new ArrayList<>(List.of(Block.of(stubs.get(i), list)));
      list.add(new Constant(elsewhere.get(i)));
      list.add(Local.set(wanted));
      list.add(new Branch(again, false));
    }
    return list;
  }
}
