package dev.sallyport.server.migration.prisma;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prisma's own migration engine, on Node: {@code clients/prisma-oracle}. Tests that want it are
 * skipped, with the reason, where there is no npm or its packages can't be had.
 */
public final class PrismaEngine implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path SOURCE = Path.of("..", "clients", "prisma-oracle");
  private static final Path PLACE = Path.of("target", "prisma-oracle");

  private final Process process;
  private final Writer questions;
  private final BufferedReader answers;

  private PrismaEngine(Process process) {
    this.process = process;
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The engine of the newest version. */
  public static PrismaEngine start() {
    return start("7.10");
  }

  /** The engine of 6.19 or 7.10. Older ones are programs that npm does not have. */
  public static PrismaEngine start(String version) {
    Assumptions.assumeFalse(
        version.startsWith("5."),
        "the engine of Prisma " + version + " is a program that npm does not have");
    try {
      Assumptions.assumeTrue(run(Path.of("."), "npm", "--version"), "npm is not installed");
      Assumptions.assumeTrue(install(), "the packages of clients/prisma-oracle can't be had");
      return new PrismaEngine(
          new ProcessBuilder("node", "engine.mjs", version.substring(0, 1))
              .directory(PLACE.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From the lock file, once for a build folder. */
  private static synchronized boolean install() throws IOException {
    Files.createDirectories(PLACE);
    Path installed = PLACE.resolve("package-lock.json");
    byte[] lock = Files.readAllBytes(SOURCE.resolve("package-lock.json"));
    boolean there =
        Files.exists(PLACE.resolve("node_modules/pg"))
            && java.util.Arrays.equals(lock, Files.readAllBytes(installed));
    for (String file : List.of("package.json", "package-lock.json", "engine.mjs")) {
      Files.copy(SOURCE.resolve(file), PLACE.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    return there || run(PLACE, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
  }

  private static boolean run(Path folder, String... command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException notThere) {
      return false;
    }
  }

  /** Asks one question. */
  public JsonNode ask(String command, String url, @Nullable Path migrations, String... more) {
    Map<String, String> question = new LinkedHashMap<>();
    question.put("command", command);
    question.put("url", url);
    if (migrations != null) {
      question.put("migrations", migrations.toAbsolutePath().toString());
    }
    for (int i = 0; i + 1 < more.length; i += 2) {
      question.put(more[i], more[i + 1]);
    }
    try {
      questions.write(JSON.writeValueAsString(question) + "\n");
      questions.flush();
      return JSON.readTree(String.valueOf(answers.readLine()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
