package dev.sallyport.grammar.split;

import dev.sallyport.grammar.wasm.Function;
import dev.sallyport.grammar.wasm.FunctionType;
import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.Instruction.Block;
import dev.sallyport.grammar.wasm.Instruction.BranchTable;
import dev.sallyport.grammar.wasm.Instruction.Call;
import dev.sallyport.grammar.wasm.Instruction.Constant;
import dev.sallyport.grammar.wasm.Instruction.Local;
import dev.sallyport.grammar.wasm.Instruction.Plain;
import dev.sallyport.grammar.wasm.Instruction.Return;
import dev.sallyport.grammar.wasm.Label;
import dev.sallyport.grammar.wasm.Opcode;
import dev.sallyport.grammar.wasm.ValueType;
import dev.sallyport.grammar.wasm.WasmModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Functions that turn the operand of a switch's table into the number of a case, 256 operands each.
 * Numbers beyond the cases stand for labels outside the switch.
 */
final class CaseNumbers {
  private static final int OPERANDS = 256;
  private static final FunctionType NUMBER =
      new FunctionType(List.of(ValueType.I32), List.of(ValueType.I32));

  private final WasmModule module;

  CaseNumbers(WasmModule module) {
    this.module = module;
  }

  /**
   * Instructions that take the table's operand from the stack and leave a number.
   *
   * @param outside receives the labels outside the switch, in the order of their numbers
   */
  List<Instruction> look(SwitchNest nest, List<Label> outside) {
    List<Integer> numbers = new ArrayList<>();
    for (Label target : nest.table().targets()) {
      numbers.add(number(target, nest, outside));
    }
    int otherwise = number(nest.table().otherwise(), nest, outside);
    List<Integer> functions = new ArrayList<>();
    for (int start = 0; start < numbers.size(); start += OPERANDS) {
      int end = Math.min(numbers.size(), start + OPERANDS);
      functions.add(module.add(lookUp(numbers.subList(start, end), otherwise)));
    }
    int first = functions.size() == 1 ? functions.get(0) : module.add(select(functions, otherwise));
    return List.of(new Call(first));
  }

  private static int number(Label target, SwitchNest nest, List<Label> outside) {
    int inside = nest.caseOf(target);
    if (inside >= 0) {
      return inside;
    }
    if (!outside.contains(target)) {
      outside.add(target);
    }
    return nest.cases().size() + outside.indexOf(target);
  }

  private static Function lookUp(List<Integer> numbers, int otherwise) {
    Map<Integer, Label> labels = new LinkedHashMap<>();
    List<Label> targets =
        numbers.stream().map(n -> labels.computeIfAbsent(n, any -> new Label())).toList();
    Label last = labels.computeIfAbsent(otherwise, any -> new Label());
    List<Instruction> list = new ArrayList<>();
    list.add(Local.get(0));
    list.add(new BranchTable(targets, last));
    for (Map.Entry<Integer, Label> entry : labels.entrySet()) {
      list = new ArrayList<>(List.of(Block.of(entry.getValue(), list)));
      list.add(new Constant(entry.getKey()));
      list.add(new Return());
    }
    return function(list);
  }

  /** Chooses the function by the operand's high bits and gives it the low ones. */
  private static Function select(List<Integer> functions, int otherwise) {
    List<Label> targets = functions.stream().map(any -> new Label()).toList();
    Label beyond = new Label();
    List<Instruction> list = new ArrayList<>();
    list.add(Local.get(0));
    list.add(new Constant(8));
    list.add(Plain.of(Opcode.I32_SHR_U));
    list.add(new BranchTable(targets, beyond));
    for (int i = 0; i < functions.size(); i++) {
      list = new ArrayList<>(List.of(Block.of(targets.get(i), list)));
      list.add(Local.get(0));
      list.add(new Constant(OPERANDS - 1));
      list.add(Plain.of(Opcode.I32_AND));
      list.add(new Call(functions.get(i)));
      list.add(new Return());
    }
    list = new ArrayList<>(List.of(Block.of(beyond, list)));
    list.add(new Constant(otherwise));
    list.add(new Return());
    return function(list);
  }

  private static Function function(List<Instruction> body) {
    return new Function(NUMBER, new Label(ValueType.I32), List.of(ValueType.I32), body);
  }
}
