package dev.sallyport.grammar.split;

import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.Instruction.Block;
import dev.sallyport.grammar.wasm.Instruction.Local;
import dev.sallyport.grammar.wasm.Instruction.Return;
import dev.sallyport.grammar.wasm.Label;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Instructions to be cut out of a function, with what ties them to it.
 *
 * @param body the instructions; the operand stack is empty before them and after them
 * @param exits the labels outside that they branch to; the function's own label if they return
 * @param fallsThrough whether control may come to their end
 * @param written the locals that they write
 */
record Region(List<Instruction> body, List<Label> exits, boolean fallsThrough, BitSet written) {

  /** The region of these instructions in a function whose own label is {@code functionEnd}. */
  static Region of(List<Instruction> body, Label functionEnd) {
    Set<Label> inside = Collections.newSetFromMap(new IdentityHashMap<>());
    BitSet written = new BitSet();
    List<Label> exits = new ArrayList<>();
    Trees.each(
        body,
        instruction -> {
          if (instruction instanceof Block block) {
            inside.add(block.label());
          } else if (instruction instanceof Local local && local.writes()) {
            written.set(local.index());
          }
        });
    Trees.eachTarget(body, target -> add(target, inside, exits));
    Trees.each(
        body,
        instruction -> {
          if (instruction instanceof Return) {
            add(functionEnd, inside, exits);
          }
        });
    return new Region(body, exits, !Trees.ends(body), written);
  }

  private static void add(Label target, Set<Label> inside, List<Label> exits) {
    if (!inside.contains(target) && !exits.contains(target)) {
      exits.add(target);
    }
  }

  /** In how many ways it is left. */
  int waysOut() {
    return exits.size() + (fallsThrough ? 1 : 0);
  }

  /** The number that stands for leaving through an exit; 0 stands for its end where it has one. */
  int number(int exit) {
    return fallsThrough ? exit + 1 : exit;
  }
}
