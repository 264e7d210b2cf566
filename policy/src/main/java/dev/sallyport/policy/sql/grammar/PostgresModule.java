package dev.sallyport.policy.sql.grammar;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What is left of the parser's module once its functions are classes: data, types and tables. */
final class PostgresModule {
  /** Memory an instance starts with, in pages of 64 KiB. */
  static final int PAGES = 96;

  /** Memory an instance may grow to, in pages of 64 KiB. */
  static final int MOST_PAGES = 512;

  private static final WasmModule PARSED = load();

  private PostgresModule() {}

  static WasmModule parsed() {
    return PARSED;
  }

  private static WasmModule load() {
    try (InputStream meta = PostgresModule.class.getResourceAsStream("PgQuery.meta")) {
      if (meta == null) {
        throw new IllegalStateException("PgQuery.meta is not beside its classes");
      }
      return Parser.parse(meta);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
