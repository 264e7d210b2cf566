package dev.sallyport.grammar.split;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import dev.sallyport.grammar.wasm.Instruction;
import dev.sallyport.grammar.wasm.WasmModule;
import java.util.List;

/**
 * A module of one exported function {@code f(i32, i32) → i32} with eight more locals of type i32,
 * and a mutable global 0, which tests fill with a body of their own and run in Chicory's
 * interpreter.
 */
public final class TestModules {
  /** Parameters and locals of the function. */
  public static final int LOCALS = 10;

  private static final int[] BYTES = {
    0, 'a', 's', 'm', 1, 0, 0, 0, 1, 7, 1, 0x60, 2, 0x7F, 0x7F, 1,
    0x7F, // type 0: (i32, i32) -> i32
    3, 2, 1, 0, // function 0 of type 0
    6, 6, 1, 0x7F, 1, 0x41, 0, 0x0B, // global 0, i32, starts as 0
    7, 5, 1, 1, 'f', 0, 0, // export f
    10, 8, 1, 6, 1, 8, 0x7F, 0x41, 0, 0x0B, // 8 locals; i32.const 0
  };

  private TestModules() {}

  /** The module with that body. */
  public static WasmModule of(List<Instruction> body) {
    byte[] bytes = new byte[BYTES.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) BYTES[i];
    }
    WasmModule module = WasmModule.parse(bytes);
    module.functions().get(0).setBody(body);
    return module;
  }

  /** What the function gives for two arguments, and what the global then holds. */
  public static List<Long> run(WasmModule module, int one, int two) {
    Instance instance = Instance.builder(Parser.parse(module.toBytes())).build();
    long result = instance.export("f").apply(one, two)[0];
    return List.of(result & 0xFFFFFFFFL, instance.global(0).getValue() & 0xFFFFFFFFL);
  }
}
