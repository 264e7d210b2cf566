package dev.sallyport.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.TestServer.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL sends can't fill a heap of 256 MB, hang us, or speak in PostgreSQL's name. */
class LargeAnswerTest {
  private static final List<String> LARGE =
      List.of(
          "SELECT repeat('x', 150000000)",
          "SELECT repeat('x', 150000000)::int",
          "SELECT repeat('Z', 150000000) FROM generate_series(1, 3)",
          "SELECT repeat('x', 1000000) FROM generate_series(1, 300)",
          "SELECT CASE WHEN i < 65 THEN '' ELSE repeat('x', 1000000) END"
              + " FROM generate_series(1, 1000) i",
          "SELECT loud()",
          "SELECT chatty()",
          "SELECT wrong()");

  private static TestDatabase database;

  @BeforeAll
  static void create() {
    database = TestServer.create();
    database.runAs(
        "agent",
        "CREATE FUNCTION loud() RETURNS int LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE NOTICE '%', repeat('x', 100000000); RETURN 1; END $$",
        "CREATE FUNCTION chatty() RETURNS int LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..100000 LOOP"
            + " RAISE NOTICE '%', repeat('x', 1000); END LOOP; RETURN 1; END $$",
        "CREATE FUNCTION wrong() RETURNS int LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE EXCEPTION '%', repeat('x', 100000000); END $$");
  }

  /** All in one process: what one of them leaves behind must not hurt the next. */
  @Test
  void aSmallHeapSurvivesThemAll() throws Exception {
    List<String> said = inASmallHeap(LARGE);

    assertThat(said).hasSize(2 * LARGE.size());
    for (int i = 0; i < LARGE.size(); i++) {
      assertThat(said.get(2 * i))
          .as(LARGE.get(i))
          .contains("RESULT_TOO_LARGE: one value or message of the result is larger than");
      assertThat(said.get(2 * i + 1)).as("after " + LARGE.get(i)).isEqualTo("then: 1");
    }
  }

  /** What a cell holds past the limit would be read as messages if reading went on. */
  @Test
  void aCellCannotSpeakAsTheServer() {
    String sql = "SELECT repeat(E'Z\\x01\\x01\\x01\\x05I', 6000000)";
    try (TargetDatabase target = database.target()) {
      try (ReadSession session = target.openRead(ReadLimits.DEFAULT)) {
        assertThat(outcome(session, sql)).isEqualTo("RESULT_TOO_LARGE");
      }
      try (ReadSession session = target.openRead(ReadLimits.DEFAULT)) {
        assertThat(outcome(session, "SELECT 7")).isEqualTo("7");
      }
    }
  }

  private static String outcome(ReadSession session, String sql) {
    try {
      QueryResult result = session.query(sql, ReadLimits.DEFAULT, Cancellation.none());
      return String.valueOf(result.rows().get(0).get(0));
    } catch (DatabaseException e) {
      return e.kind().toString();
    }
  }

  private static List<String> inASmallHeap(List<String> statements) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                SmallHeap.class.getName(),
                database.url("agent")));
    command.addAll(statements);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return printed.lines().toList();
  }

  /** Runs each read, and another after it; prints what came of them, a line each. */
  static final class SmallHeap {
    private static final ReadLimits LIMITS =
        new ReadLimits(
            1000, 1 << 20, java.time.Duration.ofSeconds(30), java.time.Duration.ofSeconds(3));

    private SmallHeap() {}

    public static void main(String[] arguments) {
      try (TargetDatabase target =
          new TargetDatabase(ConnectionSettings.parse(arguments[0]), null)) {
        for (String statement : List.of(arguments).subList(1, arguments.length)) {
          System.out.println(large(target, statement));
          try (ReadSession session = target.openRead(LIMITS)) {
            QueryResult next = session.query("SELECT 1", LIMITS, Cancellation.none());
            System.out.println("then: " + next.rows().get(0).get(0));
          }
        }
      }
    }

    private static String large(TargetDatabase target, String statement) {
      try (ReadSession session = target.openRead(LIMITS)) {
        QueryResult result = session.query(statement, LIMITS, Cancellation.none());
        return "rows: " + result.rows().size() + " " + result.truncatedBy();
      } catch (DatabaseException e) {
        return e.kind() + ": " + e.message();
      }
    }
  }
}
