package dev.sallyport.policy.sql.grammar;

import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What is left of the parser's module once its functions are classes: types and tables, and what
 * its memory holds at the start. Loaded when first asked for.
 */
final class PostgresModule {
  /** Memory an instance starts with, in pages of 64 KiB: its data and stack, and some heap. */
  static final int PAGES = 48;

  /** Memory an instance may grow to, in pages of 64 KiB. */
  static final int MOST_PAGES = 512;

  private static final WasmModule PARSED = parse();
  private static final int ADDRESS;
  private static final byte[] DATA;

  static {
    try (DataInputStream data = new DataInputStream(resource("PgQuery.data"))) {
      ADDRESS = data.readInt();
      DATA = data.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PostgresModule() {}

  static WasmModule parsed() {
    return PARSED;
  }

  /** Writes into a new memory what the module expects there. */
  static void fill(Memory memory) {
    memory.write(ADDRESS, DATA);
  }

  /** Reads the module without validating it: the build did that when it made the classes. */
  private static WasmModule parse() {
    return Parser.builder().withValidation(false).build().parse(() -> resource("PgQuery.meta"));
  }

  private static InputStream resource(String name) {
    InputStream in = PostgresModule.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(name + " is not beside its classes");
    }
    return in;
  }
}
