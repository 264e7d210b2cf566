package dev.sallyport.policy.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The classes that the build made answer as the module does that the package ships. */
class SplitGrammarTest {
  private static final Path ORIGINAL =
      Path.of("target/grammar/npm/node_modules/libpg-query/wasm/libpg-query.wasm");

  /** The original's stack alone takes 32 MiB. */
  private static final MemoryLimits LARGE = new MemoryLimits(640, 2_048);

  @Test
  void everyTextGivesTheSameTreeOrTheSameRefusal() throws SyntaxError {
    GrammarInstance original = original();
    GrammarInstance split = new GrammarInstance();
    List<String> texts = new ArrayList<>(OwnStatements.all());
    texts.addAll(OwnStatements.mangled(1, 2_000));
    int trees = 0;

    for (String text : texts) {
      String expected = answer(original, text);
      assertThat(answer(split, text)).as(text).isEqualTo(expected);
      trees += expected.startsWith("{") ? 1 : 0;
    }

    assertThat(trees).isBetween(texts.size() / 4, texts.size() * 9 / 10);
  }

  private static String answer(GrammarInstance instance, String text) throws SyntaxError {
    try {
      return instance.parse(Utf8Text.of(text));
    } catch (SyntaxError e) {
      return e.message() + " @" + e.position();
    }
  }

  private static GrammarInstance original() {
    WasmModule module = Parser.parse(ORIGINAL);
    Function<Instance, Machine> machine =
        MachineFactoryCompiler.builder(module)
            .withInterpreterFallback(InterpreterFallback.SILENT)
            .compile();
    return new GrammarInstance(module, machine, LARGE, memory -> {});
  }
}
