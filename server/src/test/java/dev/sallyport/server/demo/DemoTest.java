package dev.sallyport.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays the whole demo: embedded PostgreSQL, server process, MCP client, approval. */
class DemoTest {
  private static final Path README = Path.of("../README.md");
  private static final Pattern TRANSCRIPT =
      Pattern.compile("<!-- from the demo -->\\s*```\\n(.*?)```", Pattern.DOTALL);

  @TempDir static Path folder;

  private static ExitCode ending;
  private static String shown;

  @BeforeAll
  static void play() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    ending = new Demo(out, false, Audience.NOBODY, folder).play();
    shown = bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void endsWellAndSaysSoLast() {
    assertThat(shown.stripTrailing()).endsWith("\ndemo finished: nothing was lost");
    assertThat(ending).isEqualTo(ExitCode.DONE);
  }

  @Test
  void stopsEveryShortcutWithItsReason() {
    assertThat(normal(shown))
        .containsSubsequence(
            "failed: 42703 column Booking.bookingType does not exist",
            "> request_operation  migrate-reset",
            "denied:",
            "> execute  DROP TABLE \"Booking\"",
            "denied:",
            "> query  SELECT 1; DROP TABLE \"User\"",
            "denied:",
            "> execute  UPDATE",
            "denied:",
            "> propose_migration  add_scheduling_platform",
            "pending: ticket T-",
            "done: 3 rows",
            "done: no difference",
            "every link holds");
  }

  @Test
  void saysThatItApprovesByItself() {
    assertThat(shown.replaceAll("\\s+", " "))
        .contains("Nobody is at a terminal, so the demo approves by itself");
  }

  @Test
  void fitsInEightyColumns() {
    assertThat(shown.lines().filter(line -> line.codePointCount(0, line.length()) > Screen.WIDTH))
        .isEmpty();
  }

  @Test
  void isWhatTheReadmeShows() throws IOException {
    Matcher transcript = TRANSCRIPT.matcher(Files.readString(README));
    List<String> parts = new ArrayList<>();
    while (transcript.find()) {
      parts.addAll(Arrays.asList(transcript.group(1).split("(?m)^\\.\\.\\.\\n")));
    }

    assertThat(parts).hasSizeGreaterThan(5);
    assertThat(normal(shown)).containsSubsequence(parts);
  }

  @Test
  void leavesNothingBehind() {
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void losesNothingWhenThePersonSaysNo(@TempDir Path other) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    ExitCode end = new Demo(out, false, ask -> Audience.Answer.NO, other).play();

    String said = bytes.toString(StandardCharsets.UTF_8);
    assertThat(end).isEqualTo(ExitCode.DONE);
    assertThat(said)
        .contains("rejected by dana")
        .doesNotContain("approves by itself")
        .endsWith("demo finished: nothing was lost\n");
  }

  /** Without what differs from run to run: tickets' names, and how long something took. */
  private static String normal(String text) {
    return text.replaceAll("T-\\d{4}-\\d{4}-\\d{4}", "T-0000-0000-0000")
        .replaceAll("(?m) \\.{3,} \\d+\\.\\d s$", "");
  }
}
