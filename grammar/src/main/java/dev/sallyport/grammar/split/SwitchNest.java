package dev.sallyport.grammar.split;

import dev.sallyport.grammar.wasm.Function;
import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.Instruction.Block;
import dev.sallyport.grammar.wasm.Instruction.BranchTable;
import dev.sallyport.grammar.wasm.Instruction.Shape;
import dev.sallyport.grammar.wasm.Label;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How compilers write a {@code switch}: a block as the first thing in a block, and so on, with a
 * table of branches at the end of the innermost one.
 *
 * <pre>
 * block                 outermost: its label leaves the switch
 *   block
 *     block             innermost: its label starts case 0
 *       …prefix…
 *       br_table
 *     end
 *     …case 0…          falls through to case 1
 *   end
 *   …case 1…
 * end
 * </pre>
 *
 * @param outermost the block that holds it all
 * @param labels the label that starts each case, in order
 * @param cases the instructions of each case
 * @param prefix what comes before the table; it leaves the operand of the table
 * @param table the table
 */
record SwitchNest(
    Block outermost,
    List<Label> labels,
    List<List<Instruction>> cases,
    List<Instruction> prefix,
    BranchTable table) {
  private static final int FEWEST_TARGETS = 32;
  private static final int FEWEST_CASES = 16;

  /** The switch of the function that has the most cases; null where it has none worth the name. */
  static @Nullable SwitchNest largestOf(Function function) {
    Search search = new Search();
    search.list(function.body());
    return search.largest;
  }

  /** The case that the label starts; -1 where it starts none. */
  int caseOf(Label label) {
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i) == label) {
        return i;
      }
    }
    return -1;
  }

  /** The label that control comes to after the last of the cases up to {@code end}. */
  Label labelAfter(int end) {
    return end < labels.size() ? labels.get(end) : outermost.label();
  }

  /** Looks at every block of a function that is not the first thing in such a block. */
  private static final class Search {
    private @Nullable SwitchNest largest;

    void list(List<Instruction> list) {
      for (Instruction instruction : list) {
        if (instruction instanceof Block block) {
          if (isPlain(block)) {
            consider(block);
          }
          list(block.body());
          list(block.otherwise());
        }
      }
    }

    private void consider(Block outermost) {
      List<Block> chain = new ArrayList<>(List.of(outermost));
      Block innermost = outermost;
      while (!innermost.body().isEmpty()
          && innermost.body().get(0) instanceof Block next
          && isPlain(next)) {
        chain.add(next);
        innermost = next;
      }
      int cases = chain.size() - 1;
      if (cases < FEWEST_CASES || largest != null && largest.cases.size() >= cases) {
        return;
      }
      List<Instruction> innermostBody = innermost.body();
      if (!innermostBody.isEmpty()
          && innermostBody.get(innermostBody.size() - 1) instanceof BranchTable table
          && table.targets().size() >= FEWEST_TARGETS) {
        SwitchNest nest = nest(chain, table);
        largest = nest.prefixStaysOutside() ? nest : largest;
      }
    }

    private static boolean isPlain(Block block) {
      return block.shape() == Shape.BLOCK && block.label().result() == null;
    }

    private static SwitchNest nest(List<Block> chain, BranchTable table) {
      List<Label> labels = new ArrayList<>();
      List<List<Instruction>> cases = new ArrayList<>();
      for (int i = chain.size() - 1; i > 0; i--) {
        labels.add(chain.get(i).label());
        List<Instruction> around = chain.get(i - 1).body();
        cases.add(List.copyOf(around.subList(1, around.size())));
      }
      List<Instruction> innermost = chain.get(chain.size() - 1).body();
      List<Instruction> prefix = List.copyOf(innermost.subList(0, innermost.size() - 1));
      return new SwitchNest(chain.get(0), labels, cases, prefix, table);
    }
  }

  /** Whether the prefix may leave the blocks around it: it branches to no case. */
  private boolean prefixStaysOutside() {
    boolean[] stays = {true};
    Trees.eachTarget(prefix, target -> stays[0] &= caseOf(target) < 0);
    return stays[0];
  }
}
