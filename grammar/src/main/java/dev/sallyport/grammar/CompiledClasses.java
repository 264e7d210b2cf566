package dev.sallyport.grammar;

import com.dylibso.chicory.build.time.compiler.Config;
import com.dylibso.chicory.build.time.compiler.Generator;
import com.dylibso.chicory.compiler.InterpreterFallback;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The JVM classes of a WebAssembly module, with what is left of the module (data, types, tables) in
 * a {@code .meta} file beside them.
 */
final class CompiledClasses {
  /** HotSpot never compiles a larger method: it stays interpreted, fifty times slower. */
  private static final int LARGEST_METHOD = 8_000;

  private CompiledClasses() {}

  /**
   * Compiles the module to classes whose names begin with {@code name}, below {@code folder}. Fails
   * if a function would have to be interpreted, by Chicory or by HotSpot.
   */
  static void write(Path module, String name, Path folder) throws IOException {
    compile(module, name, folder, InterpreterFallback.FAIL);
    refuseLargeMethods(folder);
  }

  /**
   * As {@link #write}, for a module of whose functions a few may be too large for a class, or for
   * HotSpot.
   *
   * @return how many functions are interpreted
   */
  static int writeMost(Path module, String name, Path folder) throws IOException {
    return compile(module, name, folder, InterpreterFallback.SILENT).size();
  }

  private static Set<Integer> compile(
      Path module, String name, Path folder, InterpreterFallback fallback) throws IOException {
    Files.createDirectories(folder);
    Config config =
        Config.builder()
            .withWasmFile(module)
            .withName(name)
            .withTargetClassFolder(folder)
            .withTargetSourceFolder(folder)
            .withTargetWasmFolder(folder)
            .withInterpreterFallback(fallback)
            .build();
    Generator generator = new Generator(config);
    Set<Integer> interpreted = generator.generateResources();
    generator.generateMetaWasm(interpreted);
    return interpreted;
  }

  /** Takes a folder of them away. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void refuseLargeMethods(Path folder) throws IOException {
    methodSizes(folder)
        .forEach(
            (method, size) -> {
              if (size > LARGEST_METHOD) {
                throw new BuildFailure(
                    "the method `" + method + "` has " + size + " bytes",
                    "let `Splitter` cut smaller functions: HotSpot compiles no method beyond "
                        + LARGEST_METHOD
                        + " bytes");
              }
            });
  }

  /** The size of every method of the classes below a folder, by class and method name. */
  static Map<String, Integer> methodSizes(Path folder) throws IOException {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          MethodSizes.of(in)
              .forEach((name, size) -> sizes.put(file.getFileName() + " " + name, size));
        }
      }
    }
    return sizes;
  }
}
