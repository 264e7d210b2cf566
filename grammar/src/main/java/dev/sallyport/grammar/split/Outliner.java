package dev.sallyport.grammar.split;

import dev.sallyport.grammar.wasm.Function;
import dev.sallyport.grammar.wasm.FunctionType;
import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.Instruction.Block;
import dev.sallyport.grammar.wasm.Instruction.Branch;
import dev.sallyport.grammar.wasm.Instruction.Call;
import dev.sallyport.grammar.wasm.Instruction.Constant;
import dev.sallyport.grammar.wasm.Instruction.Global;
import dev.sallyport.grammar.wasm.Instruction.Local;
import dev.sallyport.grammar.wasm.Instruction.Sequence;
import dev.sallyport.grammar.wasm.Label;
import dev.sallyport.grammar.wasm.ValueType;
import dev.sallyport.grammar.wasm.WasmModule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a function of a region and gives the instructions that take the region's place.
 *
 * <p>The new function's parameters are the locals that the region reads. Its results are the locals
 * that it writes and that are read after it; they go back through {@link Registers}. Where it is
 * left in more than one way it returns the number of the way, and the caller goes there.
 */
final class Outliner {
  private final WasmModule module;
  private final Registers registers;
  private final Map<Function, Integer> wayLocals = new IdentityHashMap<>();

  Outliner(WasmModule module) {
    this.module = module;
    this.registers = new Registers(module);
  }

  /** Cuts {@code list[from..to)} of the function out, and puts a call in its place. */
  void outline(Function function, List<Instruction> list, int from, int to) {
    Liveness liveness = Liveness.of(function, list, to);
    List<Instruction> part = list.subList(from, to);
    Region region = Region.of(new ArrayList<>(part), function.end());
    List<Instruction> call = outline(function, region, liveness, liveness.atWatchedPlace());
    part.clear();
    list.addAll(from, call);
  }

  /**
   * Makes a function of the region.
   *
   * @param after what is live at the region's end, where it has one
   * @return what to put in its place
   */
  List<Instruction> outline(Function from, Region region, Liveness liveness, BitSet after) {
    BitSet results = results(from, region, liveness, after);
    BitSet parameters = Liveness.onEntry(region.body(), results);
    List<ValueType> resultTypes = results.stream().mapToObj(from.locals()::get).toList();
    List<Integer> returned = registers.forResults(resultTypes);
    int index = module.add(function(from, region, parameters, results, returned));
    List<Instruction> steps = new ArrayList<>();
    parameters.stream().forEach(local -> steps.add(Local.get(local)));
    steps.add(new Call(index));
    if (region.waysOut() > 1) {
      steps.add(Local.set(wayLocal(from)));
    }
    int[] locals = results.stream().toArray();
    for (int i = 0; i < locals.length; i++) {
      steps.add(Global.get(returned.get(i)));
      steps.add(Local.set(locals[i]));
    }
    List<Instruction> place = new ArrayList<>();
    place.add(new Sequence(steps));
    place.addAll(new WaysOut(region, from.end(), registers).go(() -> Local.get(wayLocal(from))));
    return place;
  }

  private static BitSet results(Function from, Region region, Liveness liveness, BitSet after) {
    BitSet read = new BitSet();
    if (region.fallsThrough()) {
      read.or(after);
    }
    for (Label exit : region.exits()) {
      if (exit != from.end()) {
        read.or(liveness.at(exit));
      }
    }
    read.and(region.written());
    return read;
  }

  private Function function(
      Function from, Region region, BitSet parameters, BitSet results, List<Integer> returned) {
    Relocation relocation = new Relocation(from.locals(), parameters);
    List<ValueType> parameterTypes = List.copyOf(relocation.locals());
    boolean numbered = region.waysOut() > 1;
    int way = numbered ? relocation.addLocal(ValueType.I32) : -1;
    List<Instruction> body = body(from, region, relocation, way);
    List<Instruction> epilogue = new ArrayList<>();
    int[] locals = results.stream().toArray();
    for (int i = 0; i < locals.length; i++) {
      epilogue.add(Local.get(relocation.local(locals[i])));
      epilogue.add(Global.set(returned.get(i)));
    }
    if (numbered) {
      epilogue.add(Local.get(way));
    }
    FunctionType type =
        new FunctionType(parameterTypes, numbered ? List.of(ValueType.I32) : List.of());
    Label end = numbered ? new Label(ValueType.I32) : new Label();
    return new Function(type, end, relocation.locals(), body, epilogue);
  }

  /**
   * The region within one block per exit. Leaving such a block notes the exit's number and goes to
   * the epilogue. The number starts as 0, which stands for the region's end where it has one.
   */
  private List<Instruction> body(Function from, Region region, Relocation relocation, int way) {
    List<Label> leaving = new ArrayList<>();
    for (Label exit : region.exits()) {
      Label label = new Label(exit.carried());
      leaving.add(label);
      relocation.redirect(exit, label);
      if (exit == from.end()) {
        relocation.redirectReturn(label);
      }
    }
    List<Instruction> body = relocation.copy(region.body());
    if (leaving.isEmpty()) {
      return body;
    }
    Label epilogue = new Label();
    if (region.fallsThrough()) {
      body.add(new Branch(epilogue, false));
    }
    for (int exit = 0; exit < leaving.size(); exit++) {
      Label label = leaving.get(exit);
      body = new ArrayList<>(List.of(Block.of(label, body)));
      if (label.carried() != null) {
        body.add(Global.set(registers.branchValue(label.carried())));
      }
      if (way >= 0) {
        body.add(new Constant(region.number(exit)));
        body.add(Local.set(way));
      }
      body.add(new Branch(epilogue, false));
    }
    return new ArrayList<>(List.of(Block.of(epilogue, body)));
  }

  /** The local in which a function keeps the number of the way out that was taken last. */
  private int wayLocal(Function function) {
    return wayLocals.computeIfAbsent(function, any -> function.addLocal(ValueType.I32));
  }
}
