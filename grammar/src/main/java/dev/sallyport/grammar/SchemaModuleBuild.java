package dev.sallyport.grammar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts Prisma's own reader of schemas among the resources of the server, for projects that have no
 * Prisma installed: as its publisher compiled it to WebAssembly, and as the classes of the JVM that
 * Chicory makes of that.
 *
 * <p>Does nothing when the output was made from the same; see {@link BuildStamp}.
 */
public final class SchemaModuleBuild {
  private static final String PACKAGE = "dev.sallyport.server.migration.prisma";

  /** Of several thousand; each is called once for a schema. */
  private static final int MOST_INTERPRETED = 2;

  private final Path lock;
  private final Path work;
  private final String sha256;

  private SchemaModuleBuild(Path lock, Path work, String sha256) {
    this.lock = lock;
    this.work = work;
    this.sha256 = sha256;
  }

  /**
   * Builds.
   *
   * @param arguments the folder with the lock file; the folder to work in, whose {@code classes}
   *     receives the output; the module's SHA-256
   */
  public static void main(String... arguments) throws IOException {
    if (arguments.length != 3) {
      throw new BuildFailure(
          "the schema module's build takes 3 arguments, not " + arguments.length,
          "see `server/pom.xml`");
    }
    new SchemaModuleBuild(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2])
        .runIfChanged();
  }

  private void runIfChanged() throws IOException {
    BuildStamp stamp = BuildStamp.of(work, lock, sha256);
    if (stamp.isCurrent()) {
      return;
    }
    CompiledClasses.delete(work.resolve("classes"));
    stamp.begin();
    run();
    stamp.end();
  }

  private void run() throws IOException {
    byte[] module =
        NpmPackage.install(lock, work.resolve("npm"))
            .module(
                "@prisma/prisma-schema-wasm/src/prisma_schema_build_bg.wasm",
                sha256,
                "run the tests of `server.migration.prisma` with the new module, then pin it");
    Path classes = work.resolve("classes");
    Path beside = Files.createDirectories(classes.resolve(PACKAGE.replace('.', '/')));
    Path wasm = beside.resolve("schema.wasm");
    Files.write(wasm, module);
    int interpreted = CompiledClasses.writeMost(wasm, PACKAGE + ".PrismaSchema", classes);
    if (interpreted > MOST_INTERPRETED) {
      throw new BuildFailure(
          interpreted + " functions of the schema module are too large for a class",
          "measure `validate` with the new module, then allow as many");
    }
    Files.writeString(beside.resolve("PrismaSchema.sha256"), sha256);
  }
}
