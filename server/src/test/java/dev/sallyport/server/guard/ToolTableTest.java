package dev.sallyport.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Calls of agents' own tools and of other servers' tools, and what the hook says. */
class ToolTableTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir static Path folder;

  @Test
  void everyDangerousCallIsStoppedAndNoHarmlessOne() throws IOException {
    GuardedProject project = GuardedProject.in(folder);
    linked(project.folder());
    List<String> wrong = new ArrayList<>();
    for (String row : rows()) {
      String[] fields = row.split("\t", 3);
      String input = fields[2].replace("PROJECT", project.folder().toString());
      GuardVerdict verdict = project.verdict(fields[1], JSON.readValue(input, Map.class));
      String said = verdict.answer().name().toLowerCase(Locale.ROOT).replace("nothing", "none");
      if (!said.equals(fields[0])) {
        wrong.add(said + " for " + row + "  " + verdict.objections());
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Names that lead to what they do not say. */
  private static void linked(Path app) throws IOException {
    Files.createSymbolicLink(app.resolve("linked-env"), Path.of(".env"));
    Files.createSymbolicLink(app.resolve("linked-policy"), Path.of("policies.yaml"));
    Files.createSymbolicLink(app.resolve("linked"), Path.of("prisma"));
    Files.createSymbolicLink(app.resolve("linked-root"), app);
  }

  private static List<String> rows() throws IOException {
    try (var stream = ToolTableTest.class.getResourceAsStream("/guard/tools.tsv")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    }
  }
}
