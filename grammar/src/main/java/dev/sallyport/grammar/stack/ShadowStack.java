package dev.sallyport.grammar.stack;

import dev.sallyport.grammar.wasm.DataSegment;
import dev.sallyport.grammar.wasm.Function;
import dev.sallyport.grammar.wasm.FunctionType;
import dev.sallyport.grammar.wasm.GlobalVariable;
import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.Instruction.Access;
import dev.sallyport.grammar.wasm.Instruction.Block;
import dev.sallyport.grammar.wasm.Instruction.Call;
import dev.sallyport.grammar.wasm.Instruction.Constant;
import dev.sallyport.grammar.wasm.Instruction.Global;
import dev.sallyport.grammar.wasm.Instruction.Local;
import dev.sallyport.grammar.wasm.Instruction.Plain;
import dev.sallyport.grammar.wasm.Instruction.Shape;
import dev.sallyport.grammar.wasm.Instruction.Unreachable;
import dev.sallyport.grammar.wasm.Label;
import dev.sallyport.grammar.wasm.Opcode;
import dev.sallyport.grammar.wasm.UnsupportedModule;
import dev.sallyport.grammar.wasm.ValueType;
import dev.sallyport.grammar.wasm.WasmModule;
import java.util.List;
import java.util.ListIterator;

/**
 * The part of memory in which C keeps local variables that have an address. Emscripten lays it
 * between the static data, below, and the heap, above; it grows downwards from the heap's start,
 * and nothing stops it from growing into the static data.
 *
 * <p>This module's publishers made it 32 MiB, which an instance would take in full, as the heap is
 * behind it. Here the heap's start moves down, and every new value of the stack pointer is checked.
 */
public final class ShadowStack {
  private static final int STACK_POINTER = 0;
  private static final int ORIGINAL_SIZE = 32 << 20;

  private final WasmModule module;
  private final int bottom;

  private ShadowStack(WasmModule module) {
    this.module = module;
    this.bottom = module.globals().get(STACK_POINTER).initial() - ORIGINAL_SIZE;
  }

  /** Makes the stack that small, and lets the module trap where it would grow beyond. */
  public static void limit(WasmModule module, int size) {
    ShadowStack stack = new ShadowStack(module);
    stack.resize(size);
    stack.guard();
  }

  private void resize(int size) {
    GlobalVariable pointer = module.globals().get(STACK_POINTER);
    int from = pointer.initial();
    int to = bottom + size;
    module.globals().set(STACK_POINTER, pointer.startingAs(to));
    int inData = module.data().stream().mapToInt(segment -> segment.count(from)).sum();
    int inCode = 0;
    for (Function function : module.functions()) {
      inCode += replace(function.body(), from, to);
    }
    if (inData != 1 || inCode != 1) {
      throw new UnsupportedModule(
          "the heap's start stands %d times in data and %d times in code, not once in each"
              .formatted(inData, inCode));
    }
    for (DataSegment segment : module.data()) {
      segment.replace(from, to);
    }
  }

  private static int replace(List<Instruction> list, int from, int to) {
    int count = 0;
    for (ListIterator<Instruction> each = list.listIterator(); each.hasNext(); ) {
      Instruction instruction = each.next();
      if (instruction instanceof Block block) {
        count += replace(block.body(), from, to) + replace(block.otherwise(), from, to);
      } else if (instruction instanceof Constant constant && constant.value() == from) {
        each.set(new Constant(to));
        count++;
      }
    }
    return count;
  }

  private void guard() {
    List<Function> unguarded = List.copyOf(module.functions());
    int setter = module.add(setter());
    unguarded.forEach(function -> guard(function.body(), setter));
  }

  private static void guard(List<Instruction> list, int setter) {
    for (ListIterator<Instruction> each = list.listIterator(); each.hasNext(); ) {
      Instruction instruction = each.next();
      if (instruction instanceof Block block) {
        guard(block.body(), setter);
        guard(block.otherwise(), setter);
      } else if (instruction instanceof Global global
          && global.access() == Access.SET
          && global.index() == STACK_POINTER) {
        each.set(new Call(setter));
      }
    }
  }

  private Function setter() {
    List<Instruction> body =
        List.of(
            Local.get(0),
            new Constant(bottom),
            Plain.of(Opcode.I32_LT_U),
            new Block(Shape.IF, new Label(), List.of(new Unreachable()), List.of()),
            Local.get(0),
            Global.set(STACK_POINTER));
    return new Function(
        new FunctionType(List.of(ValueType.I32), List.of()),
        new Label(),
        List.of(ValueType.I32),
        body);
  }
}
