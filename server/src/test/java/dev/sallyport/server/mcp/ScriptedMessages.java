package dev.sallyport.server.mcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Messages API on this machine that plays a model: to each request with tools it answers with the
 * next call of its script, and keeps what came back.
 */
final class ScriptedMessages implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final Queue<Function<String, Call>> script = new ArrayDeque<>();
  private final List<String> results = new ArrayList<>();

  /** A call of a tool that the model wants. */
  record Call(String tool, Map<String, ?> input) {}

  /**
   * @param script makes each call of what the one before brought
   */
  ScriptedMessages(List<Function<String, Call>> script) throws IOException {
    this.script.addAll(script);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What the calls brought, in order. */
  synchronized List<String> results() {
    return List.copyOf(results);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (!exchange.getRequestURI().getPath().endsWith("/messages")) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    JsonNode request = JSON.readTree(body);
    boolean withTools = request.path("tools").toString().contains("\"Bash\"");
    String result = withTools ? lastResult(request) : "";
    if (!result.isEmpty()) {
      results.add(result);
    }
    Function<String, Call> next = withTools ? script.poll() : null;
    byte[] answer =
        events(next == null ? null : next.apply(result)).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static String lastResult(JsonNode request) {
    JsonNode messages = request.path("messages");
    String last = "";
    for (JsonNode block : messages.path(messages.size() - 1).path("content")) {
      if (block.path("type").asString("").equals("tool_result")) {
        last = block.path("content").toString();
      }
    }
    return last;
  }

  private static String events(Call call) {
    StringBuilder text = new StringBuilder();
    event(
        text,
        "message_start",
        Map.of(
            "message",
            Map.of(
                "id",
                "msg_1",
                "type",
                "message",
                "role",
                "assistant",
                "model",
                "scripted",
                "content",
                List.of(),
                "usage",
                Map.of("input_tokens", 1, "output_tokens", 1))));
    Map<String, Object> block =
        call == null
            ? Map.of("type", "text", "text", "")
            : Map.of(
                "type",
                "tool_use",
                "id",
                "toolu_" + System.nanoTime(),
                "name",
                call.tool(),
                "input",
                Map.of());
    event(text, "content_block_start", Map.of("index", 0, "content_block", block));
    Map<String, Object> delta =
        call == null
            ? Map.of("type", "text_delta", "text", "done")
            : Map.of(
                "type", "input_json_delta", "partial_json", JSON.writeValueAsString(call.input()));
    event(text, "content_block_delta", Map.of("index", 0, "delta", delta));
    event(text, "content_block_stop", Map.of("index", 0));
    event(
        text,
        "message_delta",
        Map.of(
            "delta", Map.of("stop_reason", call == null ? "end_turn" : "tool_use"),
            "usage", Map.of("output_tokens", 1)));
    event(text, "message_stop", Map.of());
    return text.toString();
  }

  private static void event(StringBuilder text, String type, Map<String, ?> fields) {
    Map<String, Object> data = new java.util.LinkedHashMap<>(fields);
    data.put("type", type);
    text.append("event: ")
        .append(type)
        .append("\ndata: ")
        .append(JSON.writeValueAsString(data))
        .append("\n\n");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
