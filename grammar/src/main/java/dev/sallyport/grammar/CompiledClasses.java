package dev.sallyport.grammar;

import com.dylibso.chicory.build.time.compiler.Config;
import com.dylibso.chicory.build.time.compiler.Generator;
import com.dylibso.chicory.compiler.InterpreterFallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The JVM classes of a WebAssembly module, with what is left of the module (data, types, tables) in
 * a {@code .meta} file beside them.
 */
final class CompiledClasses {
  private CompiledClasses() {}

  /**
   * Compiles {@code module} to classes whose names begin with {@code name}, below {@code folder}.
   */
  static void write(Path module, String name, Path folder) throws IOException {
    Files.createDirectories(folder);
    Config config =
        Config.builder()
            .withWasmFile(module)
            .withName(name)
            .withTargetClassFolder(folder)
            .withTargetSourceFolder(folder)
            .withTargetWasmFolder(folder)
            .withInterpreterFallback(InterpreterFallback.SILENT)
            .build();
    Generator generator = new Generator(config);
    Set<Integer> interpreted = generator.generateResources();
    generator.generateMetaWasm(interpreted);
  }
}
