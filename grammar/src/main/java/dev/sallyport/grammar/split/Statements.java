package dev.sallyport.grammar.split;

import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.Instruction.Sequence;
import dev.sallyport.grammar.wasm.WasmModule;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a list of instructions may be cut: where it has nothing of its own on the operand stack.
 */
final class Statements {
  private Statements() {}

  /**
   * Neighbouring statements.
   *
   * @param from index of the first instruction
   * @param to index after the last instruction
   * @param size about how many bytes they take
   */
  record Run(int from, int to, int size) {

    /**
     * Whether cutting it out gains something: most of it is not calls of what was cut out before.
     */
    boolean isWorthACall(List<Instruction> list) {
      int calls = 0;
      for (Instruction instruction : list.subList(from, to)) {
        if (instruction instanceof Sequence) {
          calls += Trees.size(instruction);
        }
      }
      return calls * 2 < size || size > 1_000;
    }

    private Run and(Run next) {
      return new Run(from, next.to, size + next.size);
    }
  }

  /**
   * The list's statements, packed into runs of at most that size; a larger statement stays alone.
   */
  static List<Run> runs(List<Instruction> list, WasmModule module, int size) {
    List<Run> runs = new ArrayList<>();
    for (Run statement : statements(list, module)) {
      Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (last != null && last.size + statement.size <= size) {
        runs.set(runs.size() - 1, last.and(statement));
      } else {
        runs.add(statement);
      }
    }
    return runs;
  }

  private static List<Run> statements(List<Instruction> list, WasmModule module) {
    List<Run> statements = new ArrayList<>();
    int height = 0;
    int start = 0;
    int size = 0;
    for (int i = 0; i < list.size(); i++) {
      Instruction instruction = list.get(i);
      size += Trees.size(instruction);
      if (!instruction.endsList()) {
        height += Trees.rise(instruction, module);
      }
      if (height == 0 || instruction.endsList()) {
        statements.add(new Run(start, i + 1, size));
        start = i + 1;
        size = 0;
      }
    }
    return statements;
  }
}
