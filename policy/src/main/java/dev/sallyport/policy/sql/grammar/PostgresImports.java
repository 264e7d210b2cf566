package dev.sallyport.policy.sql.grammar;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What the parser's module asks of its host. It gets {@code setjmp}, {@code longjmp} and memory;
 * files, clocks and the process it asks for in vain.
 *
 * <p>The names are single letters that belong to one release of the package, which is why the build
 * refuses a module with another digest.
 */
final class PostgresImports {
  private static final String MODULE = "a";
  private static final int FILE_OPERATION_NOT_PERMITTED = 63;

  private PostgresImports() {}

  static ImportValues values() {
    List<HostFunction> functions = new ArrayList<>();
    functions.add(invoke("g", 0, ValType.I32));
    functions.add(invoke("b", 1, ValType.I32));
    functions.add(invoke("a", 2, ValType.I32));
    functions.add(invoke("d", 3, ValType.I32));
    functions.add(invoke("k", 4, ValType.I32));
    functions.add(invoke("l", 1, ValType.I64));
    functions.add(invoke("e", 0));
    functions.add(invoke("f", 1));
    functions.add(invoke("h", 2));
    functions.add(invoke("j", 3));
    functions.add(invoke("i", 4));
    functions.add(invoke("y", 5));
    functions.add(invoke("n", 13));
    functions.add(
        host(
            "p",
            ints(0),
            (instance, arguments) -> {
              throw LongJump.TAKEN;
            }));
    functions.add(
        host(
            "q",
            ints(1, ValType.I32),
            (instance, arguments) -> result(grow(instance, (int) arguments[0]))));
    functions.add(host("w", ints(0), (instance, arguments) -> NOTHING));
    functions.add(host("o", type(List.of(ValType.I32, ValType.F64), ValType.I32), refused()));
    functions.add(host("u", ints(1, ValType.I32), refused()));
    functions.add(host("r", ints(4, ValType.I32), refused()));
    functions.add(host("t", ints(4, ValType.I32), refused()));
    functions.add(
        host(
            "s",
            type(List.of(ValType.I32, ValType.I64, ValType.I32, ValType.I32), ValType.I32),
            refused()));
    functions.add(host("c", ints(4), ends("an assertion failed")));
    functions.add(host("m", ints(1), ends("it asked to exit")));
    functions.add(host("v", ints(1), ends("it asked to exit")));
    functions.add(host("x", ints(0), ends("it aborted")));
    return ImportValues.builder().addFunction(functions.toArray(HostFunction[]::new)).build();
  }

  private static final long[] NOTHING = {};

  /**
   * A call through the table in which a {@code longjmp} may end: the stack pointer is put back and
   * the module told that the call was left, which is all that its side of {@code setjmp} needs.
   */
  private static HostFunction invoke(String name, int parameters, ValType... results) {
    long[] left = new long[results.length];
    return host(
        name,
        ints(parameters + 1, results),
        (instance, arguments) -> {
          Machine machine = instance.getMachine();
          long[] stackPointer = machine.call(PostgresExports.STACK_POINTER, NOTHING);
          try {
            return machine.call(
                instance.table(0).requiredRef((int) arguments[0]),
                Arrays.copyOfRange(arguments, 1, arguments.length));
          } catch (LongJump jump) {
            machine.call(PostgresExports.RESTORE_STACK_POINTER, stackPointer);
            machine.call(PostgresExports.SET_THREW, new long[] {1, 0});
            return left.clone();
          }
        });
  }

  private static long grow(Instance instance, int bytes) {
    var memory = instance.memory();
    long wanted = Integer.toUnsignedLong(bytes);
    long have = (long) memory.pages() * 65_536;
    int pages = (int) ((wanted - have + 65_535) / 65_536);
    return pages <= 0 || memory.grow(pages) >= 0 ? 1 : 0;
  }

  private static com.dylibso.chicory.runtime.WasmFunctionHandle refused() {
    return (instance, arguments) -> result(FILE_OPERATION_NOT_PERMITTED);
  }

  private static com.dylibso.chicory.runtime.WasmFunctionHandle ends(String how) {
    return (instance, arguments) -> {
      throw new IllegalStateException("the parser's module ended itself: " + how);
    };
  }

  private static long[] result(long value) {
    return new long[] {value};
  }

  private static HostFunction host(
      String name, FunctionType type, com.dylibso.chicory.runtime.WasmFunctionHandle body) {
    return new HostFunction(MODULE, name, type, body);
  }

  private static FunctionType ints(int parameters, ValType... results) {
    return type(Collections.nCopies(parameters, ValType.I32), results);
  }

  private static FunctionType type(List<ValType> parameters, ValType... results) {
    return FunctionType.of(parameters, List.of(results));
  }
}
