package dev.sallyport.policy.sql.grammar;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.sallyport.policy.sql.grammar.GrammarFault.Kind;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One copy of PostgreSQL's parser with a memory of its own. For one caller at a time; after a
 * {@link GrammarFault} or an error of the JVM it must not be used again.
 */
final class GrammarInstance {
  private static final int POINTER_TO_TREE = 0;
  private static final int POINTER_TO_ERROR = 8;
  private static final int ERROR_MESSAGE = 0;
  private static final int ERROR_CURSOR = 16;

  private final Machine machine;
  private final Memory memory;

  /** The grammar as the build made it. */
  GrammarInstance() {
    this(
        PostgresModule.parsed(),
        PgQueryMachine::new,
        new MemoryLimits(PostgresModule.PAGES, PostgresModule.MOST_PAGES),
        PostgresModule::fill);
  }

  /**
   * @param fill writes into the memory what the module leaves to its host
   */
  GrammarInstance(
      WasmModule module,
      Function<Instance, Machine> machines,
      MemoryLimits limits,
      Consumer<Memory> fill) {
    Instance instance =
        Instance.builder(module)
            .withMachineFactory(machines)
            .withMemoryLimits(limits)
            .withMemoryFactory(ByteArrayMemory::new)
            .withImportValues(PostgresImports.values())
            .build();
    machine = instance.getMachine();
    memory = instance.memory();
    fill.accept(memory);
    machine.call(PostgresExports.INITIALIZE, new long[0]);
  }

  /** libpg_query's JSON document of the text. */
  String parse(Utf8Text text) throws SyntaxError {
    int result = callWith(text, PostgresExports.PARSE);
    try {
      int error = memory.readInt(result + POINTER_TO_ERROR);
      if (error != 0) {
        throw refusal(text, error);
      }
      return document(memory.readInt(result + POINTER_TO_TREE));
    } finally {
      call(PostgresExports.FREE_PARSE_RESULT, result);
    }
  }

  /** libpg_query's JSON document of the bodies in PL/pgSQL. */
  String parsePlpgsql(Utf8Text text) throws SyntaxError {
    int result = callWith(text, PostgresExports.PARSE_PLPGSQL);
    try {
      String answer = document(result);
      if (!answer.startsWith("{")) {
        throw new SyntaxError(answer, -1);
      }
      return answer;
    } finally {
      call(PostgresExports.FREE_STRING, result);
    }
  }

  /** Whether a text made it take so much memory that a new one is the better use of it. */
  boolean hasGrown() {
    return memory.pages() > 2 * PostgresModule.PAGES;
  }

  private SyntaxError refusal(Utf8Text text, int error) {
    int cursor = memory.readInt(error + ERROR_CURSOR);
    return new SyntaxError(
        string(memory.readInt(error + ERROR_MESSAGE)),
        cursor > 0 ? text.utf16OfCharacter(cursor - 1) : -1);
  }

  /** Calls a function that takes a text and gives a pointer. */
  private int callWith(Utf8Text text, int function) {
    byte[] bytes = text.bytes();
    int query = notNull(call(PostgresExports.MALLOC, bytes.length + 1));
    memory.write(query, bytes);
    memory.writeByte(query + bytes.length, (byte) 0);
    int result = notNull(call(function, query));
    call(PostgresExports.FREE, query);
    return result;
  }

  private static int notNull(int pointer) {
    if (pointer == 0) {
      throw new GrammarFault(Kind.TOO_LARGE, new OutOfMemoryError("in the parser's own memory"));
    }
    return pointer;
  }

  private String string(int pointer) {
    int end = memory.pages() * Memory.PAGE_SIZE - Long.BYTES;
    int at = notNull(pointer);
    while (at <= end && hasNoZeroByte(memory.readLong(at))) {
      at += Long.BYTES;
    }
    while (memory.read(at) != 0) {
      at++;
    }
    return new String(memory.readBytes(pointer, at - pointer), StandardCharsets.UTF_8);
  }

  /** A document that no reader needs a large stack for. */
  private String document(int pointer) throws SyntaxError {
    String json = string(pointer);
    if (Nesting.exceeds(json, ParseTree.DEPTH)) {
      throw GrammarFault.Kind.TOO_DEEP.refusal();
    }
    return json;
  }

  /** Borrowing from a zero byte sets its high bit where it was not set before. */
  private static boolean hasNoZeroByte(long eight) {
    return (eight - 0x0101010101010101L & ~eight & 0x8080808080808080L) == 0;
  }

  private int call(int function, int argument) {
    try {
      long[] results = machine.call(function, new long[] {argument});
      return results == null || results.length == 0 ? 0 : (int) results[0];
    } catch (ChicoryInterruptedException e) {
      throw new GrammarFault(Kind.INTERRUPTED, e);
    } catch (StackOverflowError e) {
      throw new GrammarFault(Kind.STACK_EXHAUSTED, e);
    } catch (RuntimeException e) {
      throw new GrammarFault(kind(e), e);
    }
  }

  private Kind kind(RuntimeException failure) {
    if (failure.getCause() instanceof StackOverflowError) {
      return Kind.STACK_EXHAUSTED;
    }
    if (failure instanceof TrapException) {
      return Kind.TOO_DEEP;
    }
    return memory.pages() > PostgresModule.MOST_PAGES * 3 / 4 ? Kind.TOO_LARGE : Kind.BROKEN;
  }
}
