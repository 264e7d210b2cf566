package dev.sallyport.grammar.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.Instruction.Access;
import dev.sallyport.grammar.wasm.Instruction.Block;
import dev.sallyport.grammar.wasm.Instruction.Branch;
import dev.sallyport.grammar.wasm.Instruction.Constant;
import dev.sallyport.grammar.wasm.Instruction.Local;
import dev.sallyport.grammar.wasm.Instruction.Return;
import dev.sallyport.grammar.wasm.Instruction.Shape;
import dev.sallyport.grammar.wasm.Label;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivenessTest {
  @Test
  void whatIsReadBeforeItIsWrittenIsLive() {
    assertThat(onEntry(List.of(Local.get(1), Local.set(2), Local.get(2), Local.set(0))))
        .isEqualTo(locals(1));
  }

  @Test
  void aTeeWrites() {
    assertThat(onEntry(List.of(new Constant(1), new Local(Access.TEE, 1), Local.set(2))))
        .isEqualTo(locals());
  }

  @Test
  void whatOneBranchOfAnIfReadsIsLive() {
    Block choice =
        new Block(
            Shape.IF,
            new Label(),
            List.of(Local.get(1), Local.set(3)),
            List.of(Local.get(2), Local.set(3)));

    assertThat(onEntry(List.of(new Constant(1), choice, Local.get(3), Local.set(0))))
        .isEqualTo(locals(1, 2));
  }

  @Test
  void whatALaterRoundReadsIsLiveAroundALoop() {
    Label again = Label.ofLoop(null);
    Block loop =
        new Block(
            Shape.LOOP,
            again,
            List.of(
                Local.get(1), Local.set(2), Local.get(3), Local.set(1), new Branch(again, true)),
            List.of());

    assertThat(onEntry(List.of(loop))).isEqualTo(locals(1, 3));
  }

  @Test
  void nothingIsLiveBeforeAReturnThatReadsNothing() {
    assertThat(onEntry(List.of(new Return(), Local.get(1), Local.set(2)))).isEqualTo(locals());
  }

  @Test
  void aBranchOutReadsWhatIsLiveThere() {
    BitSet whereLeft = locals(4);

    assertThat(Liveness.onEntry(List.of(new Branch(new Label(), false)), whereLeft))
        .isEqualTo(locals(4));
  }

  private static BitSet onEntry(List<Instruction> list) {
    return Liveness.onEntry(list, new BitSet());
  }

  private static BitSet locals(int... indexes) {
    BitSet set = new BitSet();
    for (int index : indexes) {
      set.set(index);
    }
    return set;
  }
}
