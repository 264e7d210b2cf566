package dev.sallyport.grammar.split;

import dev.sallyport.grammar.wasm.Function;
import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.Instruction.Block;
import dev.sallyport.grammar.wasm.Instruction.Branch;
import dev.sallyport.grammar.wasm.Instruction.BranchTable;
import dev.sallyport.grammar.wasm.Instruction.Local;
import dev.sallyport.grammar.wasm.Instruction.Return;
import dev.sallyport.grammar.wasm.Instruction.Sequence;
import dev.sallyport.grammar.wasm.Instruction.Unreachable;
import dev.sallyport.grammar.wasm.Label;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which locals may still be read before they are written, at each label of a function and at one
 * place in it. Found by going backwards; around a loop until nothing changes.
 */
final class Liveness {
  private final Map<Label, BitSet> atLabel = new IdentityHashMap<>();
  private final BitSet elsewhere;
  private final @Nullable List<Instruction> watched;
  private final int watchedIndex;
  private BitSet atWatched = new BitSet();

  private Liveness(BitSet elsewhere, @Nullable List<Instruction> watched, int watchedIndex) {
    this.elsewhere = elsewhere;
    this.watched = watched;
    this.watchedIndex = watchedIndex;
  }

  /** Of a whole function. */
  static Liveness of(Function function) {
    return of(function, null, 0);
  }

  /** Of a whole function, watching what is live before the instruction at an index of a list. */
  static Liveness of(Function function, @Nullable List<Instruction> list, int index) {
    Liveness liveness = new Liveness(new BitSet(), list, index);
    BitSet atEnd = liveness.before(function.epilogue(), new BitSet());
    liveness.before(function.body(), atEnd);
    return liveness;
  }

  /**
   * What is live where a region begins, if these locals are live wherever it is left: at its end
   * and at every label outside of it.
   */
  static BitSet onEntry(List<Instruction> region, BitSet whereLeft) {
    return new Liveness(whereLeft, null, 0).before(region, whereLeft);
  }

  /** What is live at a label; nothing at one outside of what was looked at. */
  BitSet at(Label label) {
    return atLabel.getOrDefault(label, elsewhere);
  }

  /** Says what is live at a label that is about to be added. */
  void add(Label label, BitSet live) {
    atLabel.put(label, live);
  }

  /** What is live at the watched place. */
  BitSet atWatchedPlace() {
    return atWatched;
  }

  /** What is live before the list, given what is live after it. */
  private BitSet before(List<Instruction> list, BitSet after) {
    BitSet live = copy(after);
    watch(list, list.size(), live);
    for (int i = list.size() - 1; i >= 0; i--) {
      live = before(list.get(i), live);
      watch(list, i, live);
    }
    return live;
  }

  private void watch(List<Instruction> list, int index, BitSet live) {
    if (list == watched && index == watchedIndex) {
      atWatched = copy(live);
    }
  }

  /** What is live before the instruction; may change and return the set it is given. */
  private BitSet before(Instruction instruction, BitSet live) {
    if (instruction instanceof Local local) {
      live.set(local.index(), !local.writes());
    } else if (instruction instanceof Block block) {
      return before(block, live);
    } else if (instruction instanceof Sequence sequence) {
      return before(sequence.steps(), live);
    } else if (instruction instanceof Branch branch) {
      if (!branch.conditional()) {
        live.clear();
      }
      live.or(at(branch.target()));
    } else if (instruction instanceof BranchTable table) {
      live.clear();
      live.or(at(table.otherwise()));
      table.targets().forEach(target -> live.or(at(target)));
    } else if (instruction instanceof Return || instruction instanceof Unreachable) {
      live.clear();
    }
    return live;
  }

  private BitSet before(Block block, BitSet live) {
    return switch (block.shape()) {
      case BLOCK -> {
        atLabel.put(block.label(), copy(live));
        yield before(block.body(), live);
      }
      case LOOP -> loop(block, live);
      case IF -> {
        atLabel.put(block.label(), copy(live));
        BitSet either = before(block.body(), live);
        either.or(before(block.otherwise(), live));
        yield either;
      }
    };
  }

  private BitSet loop(Block loop, BitSet after) {
    BitSet atStart = new BitSet();
    while (true) {
      atLabel.put(loop.label(), atStart);
      BitSet again = before(loop.body(), after);
      again.or(atStart);
      if (again.equals(atStart)) {
        return copy(atStart);
      }
      atStart = again;
    }
  }

  private static BitSet copy(BitSet set) {
    return (BitSet) set.clone();
  }
}
