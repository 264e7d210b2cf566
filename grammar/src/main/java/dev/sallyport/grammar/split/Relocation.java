package dev.sallyport.grammar.split;

import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.Instruction.Block;
import dev.sallyport.grammar.wasm.Instruction.Branch;
import dev.sallyport.grammar.wasm.Instruction.BranchTable;
import dev.sallyport.grammar.wasm.Instruction.Local;
import dev.sallyport.grammar.wasm.Instruction.Return;
import dev.sallyport.grammar.wasm.Instruction.Sequence;
import dev.sallyport.grammar.wasm.Label;
import dev.sallyport.grammar.wasm.ValueType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies instructions from one function into another: other locals, other labels to leave by. */
final class Relocation {
  private final List<ValueType> from;
  private final List<ValueType> locals = new ArrayList<>();
  private final Map<Integer, Integer> indexes = new HashMap<>();
  private final Map<Label, Label> labels = new IdentityHashMap<>();
  private @Nullable Label onReturn;

  /** Relocates from a function with these locals to one that takes some of them as parameters. */
  Relocation(List<ValueType> from, BitSet parameters) {
    this.from = from;
    parameters.stream().forEach(this::local);
  }

  /** Relocates within a function: locals stay as they are. */
  static Relocation ofLabels(List<ValueType> locals) {
    BitSet all = new BitSet();
    all.set(0, locals.size());
    return new Relocation(locals, all);
  }

  /** Branches to a label go to another one from now on. */
  void redirect(Label label, Label to) {
    labels.put(label, to);
  }

  /** A return becomes a branch to that label from now on. */
  void redirectReturn(Label to) {
    onReturn = to;
  }

  /** The index of a local in its new place. */
  int local(int index) {
    return indexes.computeIfAbsent(index, any -> addLocal(from.get(index)));
  }

  /** Adds a local that the old function did not have. */
  int addLocal(ValueType type) {
    locals.add(type);
    return locals.size() - 1;
  }

  /** The locals of the new function: first the parameters. */
  List<ValueType> locals() {
    return locals;
  }

  List<Instruction> copy(List<Instruction> list) {
    List<Instruction> copies = new ArrayList<>(list.size());
    for (Instruction instruction : list) {
      copies.add(copy(instruction));
    }
    return copies;
  }

  private Instruction copy(Instruction instruction) {
    if (instruction instanceof Local local) {
      return new Local(local.access(), local(local.index()));
    }
    if (instruction instanceof Branch branch) {
      return new Branch(label(branch.target()), branch.conditional());
    }
    if (instruction instanceof BranchTable table) {
      return new BranchTable(
          table.targets().stream().map(this::label).toList(), label(table.otherwise()));
    }
    if (instruction instanceof Return && onReturn != null) {
      return new Branch(onReturn, false);
    }
    if (instruction instanceof Block block) {
      return new Block(block.shape(), block.label(), copy(block.body()), copy(block.otherwise()));
    }
    if (instruction instanceof Sequence sequence) {
      return new Sequence(copy(sequence.steps()));
    }
    return instruction;
  }

  private Label label(Label label) {
    return labels.getOrDefault(label, label);
  }
}
