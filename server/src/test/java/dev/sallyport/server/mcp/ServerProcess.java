package dev.sallyport.server.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server process with real pipes, as a client that sends lines of its own choosing sees it. */
final class ServerProcess implements AutoCloseable {
  static final JsonMapper JSON = new JsonMapper();

  /** A minute stands for never: no test waits for it and passes. */
  private static final Duration NEVER = Duration.ofMinutes(1);

  private static final String END = "(end)";

  private final Process process;
  private final OutputStream in;
  private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> err = new LinkedBlockingQueue<>();
  private int lastId;

  private ServerProcess(Process process, boolean reads) {
    this.process = process;
    this.in = process.getOutputStream();
    if (reads) {
      read();
    }
    pump(process.errorReader(StandardCharsets.UTF_8), err);
  }

  /** A server on {@link ScriptedGate}. */
  static ServerProcess scripted() {
    return start(java(ScriptedGate.class.getName()), Map.of(), true);
  }

  /** The same, whose output nobody reads until {@link #read()}. */
  static ServerProcess scriptedUnread() {
    return start(java(ScriptedGate.class.getName()), Map.of(), false);
  }

  /**
   * The real program on a project of its own.
   *
   * @param folder what belongs to it alone: project, home, trust root
   * @param options of the JVM
   */
  static ServerProcess real(Path folder, String url, String... options) {
    return start(realCommand(folder, options), environment(folder, url), true);
  }

  /** The same, with a shadow of its own to work on. */
  static ServerProcess realWithShadow(Path folder, String url, String shadow) {
    Map<String, String> environment = new LinkedHashMap<>(environment(folder, url));
    environment.put("SHADOW_DATABASE_URL", shadow);
    return start(realCommand(folder), environment, true);
  }

  /** The same, whose output nobody reads until {@link #read()}. */
  static ServerProcess realUnread(Path folder, String url) {
    return start(realCommand(folder), environment(folder, url), false);
  }

  private static List<String> realCommand(Path folder, String... options) {
    List<String> command = new ArrayList<>(java("dev.sallyport.server.Main"));
    command.addAll(1, List.of(options));
    command.addAll(List.of("serve", "--project", folder.toString()));
    return command;
  }

  private static Map<String, String> environment(Path folder, String url) {
    return Map.of(
        "DATABASE_URL",
        url,
        "SALLYPORT_HOME",
        folder.resolve("home").toString(),
        "SALLYPORT_CONFIG",
        folder.resolve("trust").toString());
  }

  private static List<String> java(String main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx160m",
        "-cp",
        System.getProperty("java.class.path"),
        main);
  }

  private static ServerProcess start(
      List<String> command, Map<String, String> environment, boolean reads) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      return new ServerProcess(builder.start(), reads);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins to read what the server writes. */
  void read() {
    pump(
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)),
        out);
  }

  private static void pump(BufferedReader reader, BlockingQueue<String> lines) {
    Thread thread =
        new Thread(
            () -> {
              try (reader) {
                reader.lines().forEach(lines::add);
              } catch (IOException | UncheckedIOException e) {
                // The process is gone.
              }
              lines.add(END);
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** Sends bytes as they are. */
  void sendRaw(byte[] bytes) {
    try {
      in.write(bytes);
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends one line. */
  void send(String line) {
    sendRaw((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a request and says under which id. */
  int request(String method, Map<String, ?> params) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    message.put("id", ++lastId);
    message.put("method", method);
    message.put("params", params);
    send(JSON.writeValueAsString(message));
    return lastId;
  }

  /** Sends a tool's call and says under which id. */
  int call(String tool, Map<String, ?> arguments) {
    return request("tools/call", Map.of("name", tool, "arguments", arguments));
  }

  int query(String sql) {
    return call("query", Map.of("sql", sql));
  }

  void cancel(int id) {
    send(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":"
            + id
            + "}}");
  }

  /** Sends the first half of the handshake and says under which id. */
  int sendHandshake() {
    return request(
        "initialize",
        Map.of(
            "protocolVersion",
            "2025-06-18",
            "capabilities",
            Map.of(),
            "clientInfo",
            Map.of("name", "test", "version", "1")));
  }

  /** The handshake, as real clients do it. */
  ServerProcess initialized() {
    int id = sendHandshake();
    JsonNode answer = answer();
    if (answer.path("id").asInt() != id || answer.has("error")) {
      throw new AssertionError("initialize was answered with " + answer);
    }
    send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    return this;
  }

  /** The next message of the server. */
  JsonNode answer() {
    String line = next(out);
    if (line.equals(END)) {
      throw new AssertionError("no answer, the output ended; standard error: " + err);
    }
    return JSON.readTree(line);
  }

  /** The next so many messages. */
  List<JsonNode> answers(int count) {
    List<JsonNode> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      answers.add(answer());
    }
    return answers;
  }

  /** What a request that is sent now is answered with, other answers aside. */
  JsonNode answerTo(int id) {
    while (true) {
      JsonNode answer = answer();
      if (answer.path("id").asInt() == id) {
        return answer;
      }
    }
  }

  /** Every message up to the end of output. */
  List<JsonNode> answersToEnd() {
    List<JsonNode> answers = new ArrayList<>();
    for (String line = next(out); !line.equals(END); line = next(out)) {
      answers.add(JSON.readTree(line));
    }
    return answers;
  }

  /** Waits until the server has written this line to standard error, so many times. */
  void awaitLog(String line, int times) {
    int seen = 0;
    while (seen < times) {
      String next = next(err);
      if (next.equals(END)) {
        throw new AssertionError("standard error ended before `" + line + "`");
      }
      seen += next.equals(line) ? 1 : 0;
    }
  }

  /** Everything more on standard error, to its end. */
  List<String> logToEnd() {
    List<String> lines = new ArrayList<>();
    for (String line = next(err); !line.equals(END); line = next(err)) {
      lines.add(line);
    }
    return lines;
  }

  /** Closes the pipe that the server writes to. */
  void closeOutput() {
    try {
      process.getInputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the server's input. */
  void endInput() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the process to end by itself and says how. */
  int exitCode(Duration longest) {
    try {
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the process is still there after " + longest);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  long pid() {
    return process.pid();
  }

  private static String next(BlockingQueue<String> lines) {
    try {
      String line = lines.poll(NEVER.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null) {
        throw new AssertionError("nothing came");
      }
      return line;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
