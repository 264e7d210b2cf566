package dev.sallyport.grammar.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.grammar.wasm.Function;
import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.Instruction.Block;
import dev.sallyport.grammar.wasm.Instruction.Branch;
import dev.sallyport.grammar.wasm.Instruction.BranchTable;
import dev.sallyport.grammar.wasm.Instruction.Constant;
import dev.sallyport.grammar.wasm.Instruction.Local;
import dev.sallyport.grammar.wasm.Instruction.Plain;
import dev.sallyport.grammar.wasm.Label;
import dev.sallyport.grammar.wasm.Opcode;
import dev.sallyport.grammar.wasm.WasmModule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitterTest {
  private static final Splitter.Limits SMALL = new Splitter.Limits(500, 400, 250, 80);

  @Test
  void randomFunctionsMeanTheSameWhenSplit() {
    int cut = 0;
    for (int seed = 0; seed < 100; seed++) {
      WasmModule whole = TestModules.of(RandomBody.of(seed, 250));
      WasmModule split = TestModules.of(RandomBody.of(seed, 250));
      Splitter.split(split, SMALL);
      cut += split.functions().size() - 1;
      for (int argument = -1; argument < 3; argument++) {
        assertThat(TestModules.run(split, argument, seed))
            .as("seed %d, argument %d", seed, argument)
            .isEqualTo(TestModules.run(whole, argument, seed));
      }
    }

    assertThat(cut).as("functions cut out").isGreaterThan(500);
  }

  @Test
  void aSwitchMeansTheSameWhenItsCasesAreCutIntoGroups() {
    for (int cases : List.of(300, 450)) {
      WasmModule whole = TestModules.of(switchOf(cases));
      WasmModule split = TestModules.of(switchOf(cases));
      Splitter.split(split, new Splitter.Limits(4_000, 3_000, 250, 150));

      assertThat(split.functions().size()).isGreaterThan(10);
      for (int operand : List.of(0, 1, 2, cases / 2, cases - 2, cases - 1, cases, 700, -1)) {
        assertThat(TestModules.run(split, operand, 5))
            .as("%d cases, operand %d", cases, operand)
            .isEqualTo(TestModules.run(whole, operand, 5));
      }
    }
  }

  /**
   * A switch over local 0 in which cases fall through, jump forward to a later case, jump out, and
   * write locals that later cases read. Its table has twice as many operands as there are cases.
   */
  private static List<Instruction> switchOf(int cases) {
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i <= cases; i++) {
      labels.add(new Label());
    }
    List<Label> targets = new ArrayList<>();
    for (int operand = 0; operand < cases * 2; operand++) {
      targets.add(labels.get(operand % 7 == 6 ? cases : operand % cases));
    }
    List<Instruction> list = new ArrayList<>();
    list.add(Local.get(0));
    list.add(new BranchTable(targets, labels.get(cases)));
    for (int i = 0; i < cases; i++) {
      list = new ArrayList<>(List.of(Block.of(labels.get(i), list)));
      list.addAll(step(i));
      if (i % 5 == 4) {
        list.add(new Branch(labels.get(cases), false));
      } else if (i % 3 == 2) {
        list.add(Local.get(2));
        list.add(new Branch(labels.get(Math.min(cases, i + 11)), true));
      }
    }
    list = new ArrayList<>(List.of(Block.of(labels.get(cases), list)));
    list.add(Local.get(2));
    list.add(Local.get(3));
    list.add(Plain.of(Opcode.I32_SUB));
    return list;
  }

  /** A number from one local goes to another. */
  private static List<Instruction> step(int number) {
    return List.of(
        Local.get(2 + (number + 1) % 2),
        new Constant(number + 1),
        Plain.of(Opcode.I32_SUB),
        Local.set(2 + number % 2));
  }

  @Test
  void noFunctionIsLeftThatIsNearlyAsLargeAsBefore() {
    WasmModule module = TestModules.of(RandomBody.of(42, 2_000));
    int before = size(module.functions().get(0));

    Splitter.split(module, SMALL);

    assertThat(module.functions().stream().mapToInt(SplitterTest::size).max().orElse(0))
        .isLessThan(before / 5);
  }

  private static int size(Function function) {
    return Trees.size(function.body());
  }
}
