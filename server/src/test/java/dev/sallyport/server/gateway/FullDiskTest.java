package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that takes no more. The system's limit on the size of a file stands for it: to whoever
 * writes both look alike.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class FullDiskTest {
  /**
   * In blocks of 512 bytes, as POSIX counts. SQLite's shared memory fits, and its log for a few
   * records.
   */
  private static final int LIMIT = 128;

  private static final int REQUESTS = 30;

  @TempDir Path folder;

  @Test
  void nothingRunsThatCannotBeRecorded() throws IOException, InterruptedException {
    try (GateFixture gate = new GateFixture(folder)) {
      gate.enrol("dana");
      gate.pin("dana", "disposable");
      gate.database.run("CREATE TABLE counted (id int PRIMARY KEY, n int NOT NULL)");
      assertThat(gate.execute("insert into counted values (-1, 0)").outcome())
          .isEqualTo(Outcome.DONE);

      List<String> answers = answers(gate.database.url());

      long done = answers.stream().filter(answer -> answer.equals("answer DONE")).count();
      assertThat(answers).hasSize(REQUESTS).contains("answer FAILED store-unusable");
      assertThat(gate.database.rows("select count(*) from counted where id >= 0"))
          .isEqualTo(List.of(List.of(String.valueOf(done))));
      assertThat(gate.execute("insert into counted values (-2, 0)").outcome())
          .isEqualTo(Outcome.DONE);
      assertThat(gate.sallyport.desk().audit().verify().broken()).isEmpty();
    }
  }

  private List<String> answers(String url) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "ulimit -f \"$1\"; shift; exec \"$@\"",
                "sh",
                String.valueOf(LIMIT),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                FullDiskRequests.class.getName(),
                folder.resolve("project").toString(),
                url,
                folder.resolve("home").toString(),
                folder.resolve("trust").toString(),
                String.valueOf(REQUESTS)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().filter(line -> line.startsWith("answer ")).toList();
  }
}
