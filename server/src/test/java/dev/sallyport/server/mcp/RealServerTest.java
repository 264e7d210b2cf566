package dev.sallyport.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The real program, on real pipes, beside a real PostgreSQL. */
class RealServerTest {
  private static final Duration GONE = Duration.ofSeconds(2);

  /** A read that takes as long as it is let. */
  private static final String LONG = "SELECT count(*) FROM generate_series(1, 9000000000)";

  @TempDir static Path serverFolder;
  private static EmbeddedServer postgres;
  private static EmbeddedDatabase database;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    postgres = EmbeddedServer.start(serverFolder);
    database = postgres.createDatabase("booking", "booking_app");
    database.run(
        """
        CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);
        INSERT INTO users SELECT g, 'user' || g || '@example.org' FROM generate_series(1, 500) g;
        """);
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @BeforeEach
  void project() throws IOException {
    Files.createDirectories(folder.resolve("home"));
  }

  @Test
  void aCancelledStatementEndsInPostgresql() throws InterruptedException {
    try (ServerProcess server = ServerProcess.real(folder, database.url()).initialized()) {
      int id = server.query(LONG);
      awaitRunning(1);

      server.cancel(id);

      awaitRunning(0);
      int after = server.query("SELECT 1");
      assertThat(server.answer().path("id").asInt()).isEqualTo(after);
    }
  }

  @Test
  void theEndOfInputEndsTheStatementAndTheProcess() throws InterruptedException {
    try (ServerProcess server = ServerProcess.real(folder, database.url()).initialized()) {
      server.query(LONG);
      awaitRunning(1);

      server.endInput();

      assertThat(server.exitCode(GONE)).isZero();
      awaitRunning(0);
    }
  }

  @Test
  void aRequestBeforeTheEndOfInputIsAnswered() {
    try (ServerProcess server = ServerProcess.real(folder, database.url()).initialized()) {
      server.answerTo(server.query("SELECT 1"));
      int id = server.query("SELECT 2");

      server.endInput();

      assertThat(server.answersToEnd())
          .extracting(answer -> answer.path("id").asInt())
          .containsExactly(id);
      assertThat(server.exitCode(GONE)).isZero();
    }
  }

  @Test
  void fiftyWhoWaitForATicketKeepNoQuery() {
    try (ServerProcess server = ServerProcess.real(folder, database.url()).initialized()) {
      JsonNode opened =
          server.answerTo(
              server.call(
                  "execute",
                  Map.of("sql", "DELETE FROM users WHERE id = 1", "justification", "a test")));
      String ticket = opened.at("/result/structuredContent/ticket").asString();
      IntStream.range(0, 50)
          .forEach(i -> server.call("ticket_wait", Map.of("ticket", ticket, "max_seconds", 45)));

      int id = server.query("SELECT 1");

      // The first message to come is its answer: all fifty still wait.
      assertThat(server.answer().path("id").asInt()).isEqualTo(id);
    }
  }

  @Test
  void aMegabyteComesAsFarAsThePolicyAllowsAndSaysSo() {
    try (ServerProcess server = ServerProcess.real(folder, database.url()).initialized()) {
      int id =
          server.call(
              "query",
              Map.of(
                  "sql", "SELECT repeat('x', 1000) FROM generate_series(1, 5000)", "limit", 5000));

      JsonNode content = server.answerTo(id).at("/result/structuredContent");

      assertThat(content.path("rows").size()).isEqualTo(1000);
      assertThat(content.path("truncated").asBoolean()).isTrue();
      assertThat(content.path("next").asString()).isNotEmpty();
    }
  }

  /** The reader has its own, longer list; here the whole door is tried. */
  @Test
  void aTextThatNobodyCanReadIsRefusedAndTheNextStatementRuns() {
    List<String> texts =
        List.of(
            "SELECT '\0'",
            "SELECT \u0001 1",
            "\ufeffSELECT 1",
            "SELECT '" + "x".repeat(2 << 20) + "'",
            "SELECT " + "1,".repeat(100_000) + "1",
            "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000),
            "(".repeat(100_000),
            "SELECT 'a",
            "SELECT $a$ $b$",
            "SELECT \"a",
            "SELECT /* /* */ 1",
            "SELECT E'\\'",
            "SELECT FROM WHERE");
    try (ServerProcess server = ServerProcess.real(folder, database.url()).initialized()) {
      for (String text : texts) {
        JsonNode refused =
            server.answerTo(
                server.call("execute", Map.of("sql", text, "justification", "a bad text")));
        JsonNode next = server.answerTo(server.query("SELECT 1 AS one"));

        assertThat(refused.at("/result/isError").asBoolean()).isTrue();
        assertThat(refused.at("/result/structuredContent/outcome").asString()).isEqualTo("denied");
        assertThat(refused.at("/result/structuredContent/reasons/0/help").asString()).isNotEmpty();
        assertThat(next.at("/result/structuredContent/outcome").asString()).isEqualTo("done");
      }
    }
  }

  @Test
  void linesThatNoToolSeesAreRefusedAndTheNextStatementRuns() {
    String line =
        "{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":\"tools/call\",\"params\":{\"name\":\"execute\",\"arguments\":{\"justification\":\"a"
            + " bad text\",\"sql\":\"SELECT '#'\"}}}";
    try (ServerProcess server = ServerProcess.real(folder, database.url()).initialized()) {
      server.send(line.replace("#", "\\ud800"));
      JsonNode half = server.answerTo(900).at("/result/structuredContent");
      server.sendRaw((line.replace("#", "\u00ff") + "\n").getBytes(StandardCharsets.ISO_8859_1));
      JsonNode bytes = server.answer();
      JsonNode large =
          server.answerTo(server.query("SELECT '" + "x".repeat(10 << 20) + "'")).path("error");
      JsonNode next = server.answerTo(server.query("SELECT 1 AS one"));

      assertThat(half.path("outcome").asString()).isEqualTo("denied");
      assertThat(half.at("/reasons/0/message").asString()).contains("surrogate");
      assertThat(half.path("position").asInt()).isEqualTo(8);
      assertThat(bytes.at("/error/code").asInt()).isEqualTo(-32700);
      assertThat(large.path("message").asString()).startsWith("the line is longer than");
      assertThat(next.at("/result/structuredContent/outcome").asString()).isEqualTo("done");
    }
  }

  @Test
  void everyResourceIsReadFromTheRealGate() {
    try (ServerProcess server = ServerProcess.real(folder, database.url()).initialized()) {
      JsonNode listed =
          server.answerTo(server.request("resources/list", Map.of())).at("/result/resources");

      assertThat(listed)
          .hasSizeGreaterThan(4)
          .allSatisfy(
              resource -> {
                Map<String, String> which = Map.of("uri", resource.path("uri").asString());
                JsonNode read = server.answerTo(server.request("resources/read", which));
                assertThat(read.at("/result/contents/0/text").asString())
                    .contains("\"outcome\":")
                    .doesNotContain("failed inside");
              });
    }
  }

  @Test
  void typesAreKeptAndNamedBesideTheValues() {
    try (ServerProcess server = ServerProcess.real(folder, database.url()).initialized()) {
      int id =
          server.query(
              """
              SELECT 1.10::numeric, 12345678901234567890::numeric, timestamptz 'infinity',
                '\\x00ff'::bytea, ARRAY[1, NULL], '{"a": [1]}'::jsonb, interval '1 day 02:03',
                NULL::text, 'NaN'::float8, true\
              """);

      JsonNode content = server.answerTo(id).at("/result/structuredContent");

      assertThat(content.path("columns"))
          .extracting(column -> column.path("type").asString())
          .containsExactly(
              "numeric",
              "numeric",
              "timestamp with time zone",
              "bytea",
              "integer[]",
              "jsonb",
              "interval",
              "text",
              "double precision",
              "boolean");
      assertThat(content.at("/rows/0/7").isNull()).isTrue();
      assertThat(content.at("/rows/0/1").asString()).isEqualTo("12345678901234567890");
      assertThat(content.at("/rows/0/2").asString()).isEqualTo("infinity");
    }
  }

  @Test
  void severalServersShareOneHome() {
    try (ServerProcess one = ServerProcess.real(folder, database.url()).initialized();
        ServerProcess two = ServerProcess.real(folder, database.url()).initialized();
        ServerProcess three = ServerProcess.real(folder, database.url()).initialized()) {
      Map<String, String> change =
          Map.of("sql", "DELETE FROM users WHERE id = 2", "justification", "a test");
      List<ServerProcess> servers = List.of(one, two, three);
      List<Integer> ids = servers.stream().map(server -> server.call("execute", change)).toList();

      List<String> tickets =
          IntStream.range(0, 3)
              .mapToObj(i -> servers.get(i).answerTo(ids.get(i)))
              .map(answer -> answer.at("/result/structuredContent/ticket").asString())
              .distinct()
              .toList();

      assertThat(tickets).hasSize(1).doesNotContain("");
    }
  }

  @Test
  void anUnreachableDatabaseIsAnAnswerAndTheServerGoesOn() {
    String nowhere = "postgresql://app:s3cr3t@127.0.0.1:1/booking";
    try (ServerProcess server = ServerProcess.real(folder, nowhere).initialized()) {
      JsonNode answer = server.answerTo(server.query("SELECT 1"));
      JsonNode status = server.answerTo(server.call("status", Map.of()));

      assertThat(answer.at("/result/isError").asBoolean()).isTrue();
      assertThat(answer.at("/result/structuredContent/next").asString()).isNotEmpty();
      assertThat(answer.toString() + status).doesNotContain("s3cr3t", "Exception");
      assertThat(status.at("/result/structuredContent/boundary").asString()).isEqualTo("advisory");
    }
  }

  private static void awaitRunning(long count) throws InterruptedException {
    String running =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
            + " AND query LIKE '%9000000000%' AND pid <> pg_backend_pid()";
    for (int i = 0; i < 600; i++) {
      if (database.rows(running).get(0).get(0).equals(String.valueOf(count))) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("not " + count + " running after a minute");
  }
}
