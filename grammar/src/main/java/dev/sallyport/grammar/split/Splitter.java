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
  /**
   * How large things may be.
   *
   * @param giant functions of the module that are larger are split
   * @param list what a list of instructions is brought down to
   * @param group what the cases of a switch that are cut out together take
   * @param leastRegion less is not worth a call
   */
  record Limits(int giant, int list, int group, int leastRegion) {
    /** With longer lists some method passes 8,000 bytes; with much shorter ones calls take over. */
    static final Limits FOR_HOTSPOT = new Limits(4_000, 3_000, 2_000, 150);
  }

  /** Passes over one list; each makes it shorter. */
  private static final int PASSES = 50;

  /** More functions than any module needs: cutting goes round in circles. */
  private static final int TOO_MANY = 6_000;

  private final WasmModule module;
  private final Limits limits;
  private final Outliner outliner;

  private Splitter(WasmModule module, Limits limits) {
    this.module = module;
    this.limits = limits;
    this.outliner = new Outliner(module);
  }

  /** Splits every giant function of the module, and what is cut out of it, until none is left. */
  public static void split(WasmModule module) {
    split(module, Limits.FOR_HOTSPOT);
  }

  static void split(WasmModule module, Limits limits) {
    new Splitter(module, limits).run();
  }

  private void run() {
    int originals = module.functions().size();
    for (int i = 0; i < module.functions().size(); i++) {
      if (i > TOO_MANY) {
        throw new IllegalStateException("splitting does not come to an end");
      }
      Function function = module.functions().get(i);
      int size = Trees.size(function.body());
      if (i < originals && size > limits.giant()) {
        splitSwitch(function);
      }
      if (size > (i < originals ? limits.giant() : limits.list())) {
        shorten(function);
      }
    }
  }

  private void splitSwitch(Function function) {
    SwitchNest nest = SwitchNest.largestOf(function);
    if (nest != null) {
      new SwitchSplit(function, nest, outliner, module, limits.group()).split();
    }
  }

  private void shorten(Function function) {
    int most = Trees.size(function.body()) * 4 / 5;
    shorten(function, function.body(), most);
  }

  /** From the inside out: what is in a large block is shortened before the list that holds it. */
  private void shorten(Function function, List<Instruction> list, int most) {
    for (Instruction instruction : list) {
      if (instruction instanceof Block block && Trees.size(block) > limits.list()) {
        shorten(function, block.body(), most);
        shorten(function, block.otherwise(), most);
      }
    }
    for (int pass = 0; pass < PASSES && Trees.size(list) > limits.list(); pass++) {
      if (!cut(function, list, most)) {
        return;
      }
    }
  }

  /** Cuts runs of statements out of the list, the last first, until it is short. */
  private boolean cut(Function function, List<Instruction> list, int most) {
    boolean any = false;
    List<Statements.Run> runs =
        new ArrayList<>(Statements.runs(list, module, limits.list() * 9 / 10));
    for (int i = runs.size() - 1; i >= 0 && Trees.size(list) > limits.list(); i--) {
      Statements.Run run = runs.get(i);
      if (run.size() >= limits.leastRegion() && run.size() <= most && run.isWorthACall(list)) {
        outliner.outline(function, list, run.from(), run.to());
        any = true;
      }
    }
    return any;
  }
}
