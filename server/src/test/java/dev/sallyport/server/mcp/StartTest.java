package dev.sallyport.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server has not loaded when it has answered first: each of these costs a client time. */
class StartTest {
  private static final List<String> HEAVY =
      List.of(
          "org.flywaydb.",
          "dev.cel.",
          "org.jline.",
          "com.networknt.schema.",
          "io.zonky.",
          "org.bouncycastle.");

  @TempDir Path folder;

  @Test
  void theFirstAnswerNeedsNothingHeavy() throws IOException {
    Path loaded = folder.resolve("loaded");
    try (ServerProcess server =
        ServerProcess.real(
            folder, "postgresql://app@127.0.0.1:1/none", "-Xlog:class+load:file=" + loaded)) {
      server.sendHandshake();
      // The answer is written before the warm-up begins, so this is what it took.
      server.answer();
      String classes = Files.readString(loaded);

      assertThat(classes).contains("dev.sallyport.server.mcp.McpFace");
      assertThat(HEAVY).noneMatch(heavy(classes));
      assertThat(List.of("com.zaxxer.hikari.", "picocli.", "ch.qos.logback.core.joran.action."))
          .noneMatch(heavy(classes));
    }
  }

  @Test
  void aServerThatWorksStillLoadsNothingOfOtherTasks() throws IOException {
    try (ServerProcess first =
        ServerProcess.real(folder, "postgresql://app@127.0.0.1:1/none").initialized()) {
      // Makes the store, for which alone the migrations of the store are loaded.
      first.answerTo(first.call("ticket_list", Map.of()));
    }
    Path loaded = folder.resolve("loaded");
    try (ServerProcess server =
        ServerProcess.real(
                folder, "postgresql://app@127.0.0.1:1/none", "-Xlog:class+load:file=" + loaded)
            .initialized()) {
      server.answerTo(server.query("SELECT 1"));
      server.answerTo(server.call("status", Map.of()));

      assertThat(HEAVY).noneMatch(heavy(Files.readString(loaded)));
    }
  }

  private static java.util.function.Predicate<String> heavy(String classes) {
    return prefix -> classes.contains("] " + prefix);
  }
}
