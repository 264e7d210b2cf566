package dev.sallyport.grammar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts Prisma's own reader of schemas, as its publisher compiled it to WebAssembly, among the
 * resources of the server: for projects that have no Prisma installed.
 */
public final class SchemaModuleBuild {
  private SchemaModuleBuild() {}

  /**
   * Takes the pinned module, unless it is there already.
   *
   * @param arguments the folder with the lock file; the folder to work in; the module's SHA-256;
   *     where to put it
   */
  public static void main(String... arguments) throws IOException {
    if (arguments.length != 4) {
      throw new BuildFailure(
          "the schema module's build takes 4 arguments, not " + arguments.length,
          "see `server/pom.xml`");
    }
    Path target = Path.of(arguments[3]);
    String sha256 = arguments[2];
    if (Files.exists(target) && Digest.of(Files.readAllBytes(target)).equals(sha256)) {
      return;
    }
    byte[] module =
        NpmPackage.install(Path.of(arguments[0]), Path.of(arguments[1]))
            .module(
                "@prisma/prisma-schema-wasm/src/prisma_schema_build_bg.wasm",
                sha256,
                "run the tests of `server.migration.prisma` with the new module, then pin it");
    Files.createDirectories(target.getParent());
    Files.write(target, module);
  }
}
