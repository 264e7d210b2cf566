package dev.sallyport.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** A jar with a {@code Main} that says how it was started, and the real reader of the handover. */
final class ProgramJar {
  private ProgramJar() {}

  static void write(Path jar) {
    try {
      Path classes = Files.createTempDirectory("program");
      Path source = classes.resolve("Main.java");
      try (var text = ProgramJar.class.getResourceAsStream("/launcher/Main.java.txt")) {
        Files.write(source, text.readAllBytes());
      }
      Path ours = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      int failed =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  null,
                  List.of("-cp", ours.toString(), "-d", classes.toString(), source.toString())
                      .toArray(String[]::new));
      if (failed != 0) {
        throw new AssertionError("the program does not compile");
      }
      Files.createDirectories(jar.getParent());
      write(jar, classes, ours);
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static void write(Path jar, Path classes, Path ours) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : List.of("Main", "LaunchEnvironment", "SallyportException", "ExitCode")) {
        Path path = Path.of("dev/sallyport/server", name + ".class");
        Path from = name.equals("Main") ? classes.resolve(path) : ours.resolve(path);
        out.putNextEntry(new ZipEntry(path.toString()));
        Files.copy(from, out);
        out.closeEntry();
      }
    } catch (UncheckedIOException e) {
      throw new AssertionError(e);
    }
  }
}
