package dev.sallyport.grammar.split;

import dev.sallyport.grammar.wasm.ValueType;
import dev.sallyport.grammar.wasm.WasmModule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Globals in which a cut-out function hands back what it wrote. They are written last thing before
 * it returns and read first thing by its caller, so one set serves all functions.
 */
final class Registers {
  private final WasmModule module;
  private final Map<ValueType, Integer> branchValues = new EnumMap<>(ValueType.class);
  private final Map<ValueType, List<Integer>> results = new EnumMap<>(ValueType.class);

  Registers(WasmModule module) {
    this.module = module;
  }

  /** The global for the value that travels with a branch. */
  int branchValue(ValueType type) {
    return branchValues.computeIfAbsent(type, module::addGlobal);
  }

  /** A global for each of the types, in order, all different. */
  List<Integer> forResults(List<ValueType> types) {
    Map<ValueType, Integer> used = new EnumMap<>(ValueType.class);
    List<Integer> globals = new ArrayList<>();
    for (ValueType type : types) {
      int number = used.merge(type, 1, Integer::sum) - 1;
      globals.add(result(type, number));
    }
    return globals;
  }

  private int result(ValueType type, int number) {
    List<Integer> globals = results.computeIfAbsent(type, any -> new ArrayList<>());
    if (number == globals.size()) {
      globals.add(module.addGlobal(type));
    }
    return globals.get(number);
  }
}
