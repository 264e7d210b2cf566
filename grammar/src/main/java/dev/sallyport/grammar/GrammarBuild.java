package dev.sallyport.grammar;

import dev.sallyport.grammar.split.Splitter;
import dev.sallyport.grammar.stack.ShadowStack;
import dev.sallyport.grammar.wasm.DataSegment;
import dev.sallyport.grammar.wasm.WasmModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The build of PostgreSQL's grammar: take the pinned package, check its module, compile it to
 * classes.
 *
 * <p>Does nothing when the lock file, this module's own classes and the arguments are those of the
 * last run: the digest of them all stands beside the output.
 */
public final class GrammarBuild {
  /** Several times what trees need that are as deep as the grammar lets pass. */
  private static final int STACK = 1 << 20;

  private final Path lock;
  private final Path work;
  private final String sha256;
  private final String name;

  private GrammarBuild(Path lock, Path work, String sha256, String name) {
    this.lock = lock;
    this.work = work;
    this.sha256 = sha256;
    this.name = name;
  }

  /**
   * Builds.
   *
   * @param arguments the folder with the lock file; the folder to work in, whose {@code classes}
   *     receives the output; the module's SHA-256; the name that the classes' names begin with
   */
  public static void main(String... arguments) throws IOException {
    if (arguments.length != 4) {
      throw new BuildFailure(
          "the grammar's build takes 4 arguments, not " + arguments.length, "see `policy/pom.xml`");
    }
    new GrammarBuild(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2], arguments[3])
        .runIfChanged();
  }

  private void runIfChanged() throws IOException {
    BuildStamp stamp = BuildStamp.of(work, lock, sha256 + " " + name);
    if (stamp.isCurrent()) {
      return;
    }
    CompiledClasses.delete(work.resolve("classes"));
    stamp.begin();
    run();
    stamp.end();
  }

  private void run() throws IOException {
    byte[] original =
        NpmPackage.install(lock, work.resolve("npm"))
            .module(
                "libpg-query/wasm/libpg-query.wasm",
                sha256,
                "a new release has other import names: check `PostgresImports`, then pin its"
                    + " digest");
    Path classes = work.resolve("classes");
    Path split = work.resolve("split.wasm");
    WasmModule module = DeepStack.call(() -> smallEnough(original));
    DataSegment data = module.takeData();
    Files.write(split, DeepStack.call(module::toBytes));
    CompiledClasses.write(split, name, classes);
    Files.write(classes.resolve(name.replace('.', '/') + ".data"), data.toBytes());
  }

  private static WasmModule smallEnough(byte[] original) {
    WasmModule module = WasmModule.parse(original);
    ShadowStack.limit(module, STACK);
    Splitter.split(module);
    return module;
  }
}
