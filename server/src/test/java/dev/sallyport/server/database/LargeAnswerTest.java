package dev.sallyport.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.TestServer.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL sends can't fill a heap of 256 MB, hang us, or speak in PostgreSQL's name. */
class LargeAnswerTest {
  private static TestDatabase database;

  @BeforeAll
  static void create() {
    database = TestServer.create();
    database.runAs(
        "agent",
        "CREATE FUNCTION loud() RETURNS int LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE NOTICE '%', repeat('x', 200000000); RETURN 1; END $$",
        "CREATE FUNCTION chatty() RETURNS int LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..100000 LOOP"
            + " RAISE NOTICE '%', repeat('x', 1000); END LOOP; RETURN 1; END $$",
        "CREATE FUNCTION wrong() RETURNS int LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE EXCEPTION '%', repeat('x', 200000000); END $$");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT repeat('x', 300000000)",
        "SELECT repeat('x', 300000000)::int",
        "SELECT repeat('Z', 300000000) FROM generate_series(1, 3)",
        "SELECT repeat('x', 1000000) FROM generate_series(1, 300)",
        "SELECT CASE WHEN i < 65 THEN '' ELSE repeat('x', 1000000) END"
            + " FROM generate_series(1, 1000) i",
        "SELECT loud()",
        "SELECT chatty()",
        "SELECT wrong()"
      })
  void aSmallHeapSurvivesIt(String sql) throws Exception {
    assertThat(inASmallHeap(sql))
        .contains("RESULT_TOO_LARGE: one value or message of the result is larger than")
        .endsWith("then: 1");
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

  private static String inASmallHeap(String sql) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                SmallHeap.class.getName(),
                database.url("agent"),
                sql)
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return printed.strip();
  }

  /** Runs one read, then another; prints what came of them. */
  static final class SmallHeap {
    private SmallHeap() {}

    public static void main(String[] arguments) {
      ReadLimits limits =
          new ReadLimits(
              1000, 1 << 20, java.time.Duration.ofSeconds(30), java.time.Duration.ofSeconds(3));
      try (TargetDatabase target =
          new TargetDatabase(ConnectionSettings.parse(arguments[0]), null)) {
        try (ReadSession session = target.openRead(limits)) {
          QueryResult result = session.query(arguments[1], limits, Cancellation.none());
          System.out.println("rows: " + result.rows().size() + " " + result.truncatedBy());
        } catch (DatabaseException e) {
          System.out.println(e.kind() + ": " + e.message());
        }
        try (ReadSession session = target.openRead(limits)) {
          QueryResult next = session.query("SELECT 1", limits, Cancellation.none());
          System.out.println("then: " + next.rows().get(0).get(0));
        }
      }
    }
  }
}
