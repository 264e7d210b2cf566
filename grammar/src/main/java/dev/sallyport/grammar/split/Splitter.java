package dev.sallyport.grammar.split;

import dev.sallyport.grammar.wasm.Function;
import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.Instruction.Block;
import dev.sallyport.grammar.wasm.WasmModule;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits the giant functions of a module in place. Sizes are in bytes of WebAssembly, about; a
 * method of the JVM takes two to three times as many.
 */
public final class Splitter {
  /** Functions of the module that are larger are split. */
  private static final int GIANT = 4_000;

  /** What a list of instructions is brought down to. More, and some method passes 8,000 bytes. */
  private static final int LIST = 3_000;

  /** What the cases of a switch that are cut out together take. */
  private static final int GROUP = 2_000;

  /** Less is not worth a call. */
  private static final int LEAST_REGION = 150;

  /** Passes over one list; each makes it shorter. */
  private static final int PASSES = 50;

  /** More functions than any module needs: cutting goes round in circles. */
  private static final int TOO_MANY = 6_000;

  private final WasmModule module;
  private final Outliner outliner;

  private Splitter(WasmModule module) {
    this.module = module;
    this.outliner = new Outliner(module);
  }

  /** Splits every giant function of the module, and what is cut out of it, until none is left. */
  public static void split(WasmModule module) {
    new Splitter(module).run();
  }

  private void run() {
    int originals = module.functions().size();
    for (int i = 0; i < module.functions().size(); i++) {
      if (i > TOO_MANY) {
        throw new IllegalStateException("splitting does not come to an end");
      }
      Function function = module.functions().get(i);
      int size = Trees.size(function.body());
      if (i < originals && size > GIANT) {
        splitSwitch(function);
      }
      if (size > (i < originals ? GIANT : LIST)) {
        shorten(function);
      }
    }
  }

  private void splitSwitch(Function function) {
    SwitchNest nest = SwitchNest.largestOf(function);
    if (nest != null) {
      new SwitchSplit(function, nest, outliner, module, GROUP).split();
    }
  }

  private void shorten(Function function) {
    int most = Trees.size(function.body()) * 4 / 5;
    shorten(function, function.body(), most);
  }

  /** From the inside out: what is in a large block is shortened before the list that holds it. */
  private void shorten(Function function, List<Instruction> list, int most) {
    for (Instruction instruction : list) {
      if (instruction instanceof Block block && Trees.size(block) > LIST) {
        shorten(function, block.body(), most);
        shorten(function, block.otherwise(), most);
      }
    }
    for (int pass = 0; pass < PASSES && Trees.size(list) > LIST; pass++) {
      if (!cut(function, list, most)) {
        return;
      }
    }
  }

  /** Cuts runs of statements out of the list, the last first, until it is short. */
  private boolean cut(Function function, List<Instruction> list, int most) {
    boolean any = false;
    List<Statements.Run> runs = new ArrayList<>(Statements.runs(list, module, LIST * 9 / 10));
    for (int i = runs.size() - 1; i >= 0 && Trees.size(list) > LIST; i--) {
      Statements.Run run = runs.get(i);
      if (run.size() >= LEAST_REGION && run.size() <= most && run.isWorthACall(list)) {
        outliner.outline(function, list, run.from(), run.to());
        any = true;
      }
    }
    return any;
  }
}
