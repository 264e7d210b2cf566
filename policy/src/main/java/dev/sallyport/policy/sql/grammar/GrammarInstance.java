package dev.sallyport.policy.sql.grammar;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.nio.charset.StandardCharsets;

/**
 * One copy of PostgreSQL's parser with a memory of its own. For one caller at a time; after any
 * exception but {@link SyntaxError} its memory is in an unknown state and it must not be used
 * again.
 */
final class GrammarInstance {
  private static final int POINTER_TO_TREE = 0;
  private static final int POINTER_TO_ERROR = 8;
  private static final int ERROR_MESSAGE = 0;
  private static final int ERROR_CURSOR = 16;

  private final Machine machine;
  private final Memory memory;

  GrammarInstance() {
    Instance instance =
        Instance.builder(PostgresModule.parsed())
            .withMachineFactory(PgQueryMachine::new)
            .withMemoryLimits(new MemoryLimits(PostgresModule.PAGES, PostgresModule.MOST_PAGES))
            .withImportValues(PostgresImports.values())
            .build();
    machine = instance.getMachine();
    memory = instance.memory();
    machine.call(PostgresExports.INITIALIZE, new long[0]);
  }

  /** libpg_query's JSON document of the text. */
  String parse(Utf8Text text) throws SyntaxError {
    int query = write(text.bytes());
    int result = call(PostgresExports.PARSE, query);
    call(PostgresExports.FREE, query);
    int error = memory.readInt(result + POINTER_TO_ERROR);
    String json = error == 0 ? string(memory.readInt(result + POINTER_TO_TREE)) : "";
    SyntaxError refusal = error == 0 ? null : refusal(text, error);
    call(PostgresExports.FREE_PARSE_RESULT, result);
    if (refusal != null) {
      throw refusal;
    }
    return json;
  }

  /** libpg_query's JSON document of the bodies in PL/pgSQL. */
  String parsePlpgsql(Utf8Text text) throws SyntaxError {
    int query = write(text.bytes());
    int result = call(PostgresExports.PARSE_PLPGSQL, query);
    call(PostgresExports.FREE, query);
    String answer = string(result);
    call(PostgresExports.FREE_STRING, result);
    if (!answer.startsWith("{")) {
      throw new SyntaxError(answer, -1);
    }
    return answer;
  }

  private SyntaxError refusal(Utf8Text text, int error) {
    int cursor = memory.readInt(error + ERROR_CURSOR);
    return new SyntaxError(
        string(memory.readInt(error + ERROR_MESSAGE)),
        cursor > 0 ? text.utf16OfCharacter(cursor - 1) : -1);
  }

  private int write(byte[] bytes) {
    int pointer = call(PostgresExports.MALLOC, bytes.length + 1);
    memory.write(pointer, bytes);
    memory.writeByte(pointer + bytes.length, (byte) 0);
    return pointer;
  }

  private String string(int pointer) {
    int end = pointer;
    while (memory.read(end) != 0) {
      end++;
    }
    return new String(memory.readBytes(pointer, end - pointer), StandardCharsets.UTF_8);
  }

  private int call(int function, int argument) {
    long[] results = machine.call(function, new long[] {argument});
    return results == null || results.length == 0 ? 0 : (int) results[0];
  }
}
