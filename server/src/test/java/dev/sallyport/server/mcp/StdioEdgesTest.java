package dev.sallyport.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What clients do to a server on a pipe, by design and by accident. */
class StdioEdgesTest {
  private static @Nullable ServerProcess goingOn;

  /** The promise to clients, and the only limit on time here: a process that lingers is a bug. */
  private static final Duration GONE = Duration.ofSeconds(2);

  @Test
  void aRequestBeforeInitializeIsAnsweredWithAnError() {
    try (ServerProcess server = ServerProcess.scripted()) {
      int id = server.request("tools/list", Map.of());

      JsonNode answer = server.answer();

      assertThat(answer.path("id").asInt()).isEqualTo(id);
      assertThat(answer.path("error").path("code").asInt()).isEqualTo(-32600);
      assertThat(answer.path("error").path("message").asString())
          .isEqualTo("send `initialize` first");
      server.initialized();
      server.endInput();
      assertThat(server.exitCode(GONE)).isZero();
    }
  }

  @Test
  void aClientThatLeavesOutInitializedIsServed() {
    try (ServerProcess server = ServerProcess.scripted()) {
      server.request(
          "initialize",
          Map.of(
              "protocolVersion",
              "2024-11-05",
              "capabilities",
              Map.of(),
              "clientInfo",
              Map.of("name", "pipe", "version", "1")));
      int id = server.query("one");

      assertThat(server.answerTo(id).at("/result/structuredContent/echo").asString())
          .isEqualTo("one");
    }
  }

  @Test
  void pingIsAnsweredAtAnyTime() {
    try (ServerProcess server = ServerProcess.scripted()) {
      int id = server.request("ping", Map.of());

      JsonNode answer = server.answer();

      assertThat(answer.path("id").asInt()).isEqualTo(id);
      assertThat(answer.path("result").isObject()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}\n",
      })
  void endOfInputEndsTheProcess(String before) {
    try (ServerProcess server = ServerProcess.scripted()) {
      server.sendRaw(before.getBytes(StandardCharsets.UTF_8));
      server.request("ping", Map.of());
      server.answer();

      server.endInput();

      assertThat(server.exitCode(GONE)).isZero();
    }
  }

  @Test
  void endOfInputRightAfterARequestLosesNoAnswer() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      List<Integer> ids = IntStream.range(0, 20).map(i -> server.query("q" + i)).boxed().toList();

      server.endInput();

      assertThat(server.answersToEnd())
          .extracting(answer -> answer.path("id").asInt())
          .containsExactlyInAnyOrderElementsOf(ids);
      assertThat(server.exitCode(GONE)).isZero();
    }
  }

  @Test
  void aLastLineWithoutAnEndIsARequest() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      server.sendRaw(
          "{\"jsonrpc\":\"2.0\",\"id\":\"last\",\"method\":\"tools/list\"}"
              .getBytes(StandardCharsets.UTF_8));

      server.endInput();

      assertThat(server.answersToEnd())
          .extracting(answer -> answer.path("id").asString())
          .containsExactly("last");
    }
  }

  @Test
  void endOfInputWhileAToolHoldsEndsTheProcess() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      server.query("hold");
      server.awaitLog("holding", 1);

      server.endInput();

      assertThat(server.exitCode(GONE)).isZero();
      server.awaitLog("cancelled", 1);
    }
  }

  @Test
  void endOfInputAnswersThoseWhoWaitForATicket() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      int id = server.call("ticket_wait", Map.of("ticket", "t1"));
      server.awaitLog("waiting", 1);

      server.endInput();

      assertThat(server.answersToEnd())
          .extracting(answer -> answer.path("id").asInt())
          .containsExactly(id);
      assertThat(server.exitCode(GONE)).isZero();
    }
  }

  @Test
  void aClientThatNoLongerReadsEndsTheProcess() throws Exception {
    try (ServerProcess server = ServerProcess.scriptedUnread()) {
      server.closeOutput();
      server.request("ping", Map.of());

      assertThat(server.exitCode(Duration.ofMinutes(1))).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "{\"jsonrpc\":\"2.0\",\"id\":1,",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"method\":\"tools/call\"}",
        "\u0000\u0001",
      })
  void aMalformedLineIsAParseErrorAndTheServerGoesOn(String line) {
    ServerProcess server = goingOn();
    server.send(line);

    JsonNode answer = server.answer();

    assertThat(answer.path("error").path("code").asInt()).isEqualTo(-32700);
    assertThat(answer.path("id").isNull()).isTrue();
    assertThat(server.answerTo(server.query("on")).has("result")).isTrue();
  }

  /** One for all tests after which a server must go on as if nothing had been sent. */
  private static synchronized ServerProcess goingOn() {
    ServerProcess server = goingOn;
    if (server == null) {
      server = ServerProcess.scripted().initialized();
      goingOn = server;
    }
    return server;
  }

  @AfterAll
  static void stop() {
    if (goingOn != null) {
      goingOn.close();
    }
  }

  @Test
  void bytesThatAreNoUtf8AreAParseError() {
    ServerProcess server = goingOn();
    server.sendRaw(new byte[] {'"', (byte) 0xff, '"', '\n'});

    assertThat(server.answer().path("error").path("code").asInt()).isEqualTo(-32700);
    assertThat(server.answerTo(server.query("on")).has("result")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "7",
        "{}",
        "{\"jsonrpc\":\"1.0\",\"id\":9,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":7}",
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\",\"params\":[1]}",
        "{\"jsonrpc\":\"2.0\",\"id\":\"\\ud800\",\"method\":\"ping\"}",
      })
  void jsonThatIsNoMessageIsAnInvalidRequest(String line) {
    ServerProcess server = goingOn();
    server.send(line);

    assertThat(server.answer().path("error").path("code").asInt()).isEqualTo(-32600);
    assertThat(server.answerTo(server.query("on")).has("result")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":7}",
        "{\"name\":\"query\",\"arguments\":[]}",
        "{\"name\":\"no_such_tool\",\"arguments\":{}}",
        "{}",
      })
  void parametersOfAnotherShapeAreInvalid(String params) {
    ServerProcess server = goingOn();
    server.send(
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/call\",\"params\":" + params + "}");

    JsonNode answer = server.answer();

    assertThat(answer.path("id").asInt()).isEqualTo(9);
    assertThat(answer.path("error").path("code").asInt()).isEqualTo(-32602);
    assertThat(answer.toString()).doesNotContain("Exception", "java", "jackson");
  }

  @Test
  void anUnknownMethodIsNotFound() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      int id = server.request("tools/approve", Map.of());

      JsonNode answer = server.answerTo(id);

      assertThat(answer.path("error").path("code").asInt()).isEqualTo(-32601);
    }
  }

  @Test
  void aCancelledCallIsCancelledAndNotAnswered() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      int held = server.query("hold");
      server.awaitLog("holding", 1);

      server.cancel(held);

      server.awaitLog("cancelled", 1);
      int after = server.query("on");
      assertThat(server.answer().path("id").asInt()).isEqualTo(after);
    }
  }

  @Test
  void fiftyWhoWaitKeepNobodyElse() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      IntStream.range(0, 50)
          .forEach(i -> server.call("ticket_wait", Map.of("ticket", "t" + i, "max_seconds", 45)));
      server.awaitLog("waiting", 50);

      int id = server.query("quick");

      // The first message to come is its answer: all fifty still wait.
      assertThat(server.answer().path("id").asInt()).isEqualTo(id);
    }
  }

  @Test
  void aBatchIsItsMessagesOneByOne() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      server.send(
          "[{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\"},7,"
              + "{\"jsonrpc\":\"2.0\",\"id\":\"b\",\"method\":\"ping\"}]");

      assertThat(server.answers(3))
          .extracting(answer -> answer.path("id").asString("") + answer.at("/error/code").asInt(0))
          .containsExactly("a0", "-32600", "b0");
    }
  }

  @Test
  void theListOfToolsLeavesAClientRoomToThink() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      JsonNode tools = server.answerTo(server.request("tools/list", Map.of())).path("result");

      assertThat(tools.toString().length()).isLessThan(32_000);
      assertThat(tools.path("tools"))
          .allSatisfy(
              tool -> assertThat(tool.path("description").asString().length()).isLessThan(900));
    }
  }

  @Test
  void whoAskedForProgressIsToldThatItsTicketIsWaitedFor() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      int id =
          server.request(
              "tools/call",
              Map.of(
                  "name",
                  "ticket_wait",
                  "arguments",
                  Map.of("ticket", "t1"),
                  "_meta",
                  Map.of("progressToken", "mine", "claudecode/toolUseId", "x")));

      JsonNode news = server.answer();
      server.query("settle t1");

      assertThat(news.path("method").asString()).isEqualTo("notifications/progress");
      assertThat(news.at("/params/progressToken").asString()).isEqualTo("mine");
      assertThat(server.answerTo(id).at("/result/structuredContent/outcome").asString())
          .isEqualTo("done");
    }
  }

  @Test
  void anExceptionsTextReachesNobody() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      int id = server.query("throw");

      JsonNode answer = server.answerTo(id);

      assertThat(answer.at("/result/isError").asBoolean()).isTrue();
      assertThat(answer.at("/result/structuredContent/outcome").asString()).isEqualTo("failed");
      assertThat(answer.at("/result/structuredContent/reasons/0/help").asString()).isNotEmpty();
      assertThat(answer.toString()).doesNotContain("hunter2", "IllegalState", "row 7");
      server.endInput();
      assertThat(server.logToEnd()).noneMatch(line -> line.contains("hunter2"));
    }
  }

  @Test
  void aStrayPrintDoesNotReachTheClient() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      int id = server.query("print");

      assertThat(server.answer().path("id").asInt()).isEqualTo(id);
      server.awaitLog("a stray print", 1);
    }
  }

  @Test
  void anOversizedLineIsRefusedUnderItsOwnId() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      byte[] letters = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);

      server.sendRaw(
          "{\"method\":\"tools/call\",\"params\":{\"name\":\"query\",\"arguments\":{\"sql\":\""
              .getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 300; i++) {
        server.sendRaw(letters);
      }
      server.send("\\\",\\\"id\\\":7\"}},\"jsonrpc\":\"2.0\",\"id\":4711}");

      JsonNode answer = server.answer();
      assertThat(answer.path("id").asInt()).isEqualTo(4711);
      assertThat(answer.path("error").path("message").asString())
          .isEqualTo("the line is longer than 4194304 bytes");
      assertThat(server.answerTo(server.query("on")).has("result")).isTrue();
    }
  }

  @Test
  void aMegabyteComesWhole() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      int id = server.query("bytes 1048576");

      JsonNode answer = server.answerTo(id);

      assertThat(answer.at("/result/structuredContent/rows/0/0").asString()).hasSize(1 << 20);
    }
  }

  /** 300 answers of 2 MB would be 600 MB; the server has 160 MB. */
  @Test
  void aSlowReaderGetsEveryAnswer() {
    try (ServerProcess server = ServerProcess.scriptedUnread()) {
      server.sendHandshake();
      int count = 300;
      for (int i = 0; i < count; i++) {
        server.query("bytes 1000000");
      }
      int last = server.request("ping", Map.of());

      server.read();

      assertThat(server.answers(count + 2))
          .extracting(answer -> answer.path("id").asInt())
          .contains(last)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void anIdInUseIsRefusedAndTheFirstCallGoesOn() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      String hold =
          "{\"jsonrpc\":\"2.0\",\"id\":\"same\",\"method\":\"tools/call\","
              + "\"params\":{\"name\":\"query\",\"arguments\":{\"sql\":\"hold\"}}}";
      server.send(hold);
      server.awaitLog("holding", 1);

      server.send(hold);

      assertThat(server.answer().at("/error/message").asString())
          .isEqualTo("a request with this `id` is still open");
    }
  }

  @Test
  void aSecondInitializeIsRefused() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      int id = server.request("initialize", Map.of());

      assertThat(server.answerTo(id).at("/error/message").asString())
          .isEqualTo("already initialized");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2024-11-05, 2024-11-05",
    "2025-03-26, 2025-03-26",
    "2025-11-25, 2025-11-25",
    "2999-01-01, 2025-11-25",
  })
  void theProtocolIsTheClientsWhereItIsKnown(String asked, String answered) {
    try (ServerProcess server = ServerProcess.scripted()) {
      int id =
          server.request(
              "initialize",
              Map.of(
                  "protocolVersion",
                  asked,
                  "capabilities",
                  Map.of(),
                  "clientInfo",
                  Map.of("name", "test", "version", "1")));

      assertThat(server.answerTo(id).at("/result/protocolVersion").asString()).isEqualTo(answered);
    }
  }

  @Test
  void lineEndsOfWindowsAndSeparatorsInsideATextAreNoMessageOfTheirOwn() {
    try (ServerProcess server = ServerProcess.scripted().initialized()) {
      server.send("{\"jsonrpc\":\"2.0\",\"id\":\"a\u2028b\u0085c\",\"method\":\"ping\"}\r");

      assertThat(server.answer().path("id").asString()).isEqualTo("a\u2028b\u0085c");
    }
  }
}
