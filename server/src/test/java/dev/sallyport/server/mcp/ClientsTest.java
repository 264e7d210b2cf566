package dev.sallyport.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Clients that nobody here wrote, against the real program and a real PostgreSQL. */
class ClientsTest {
  /** Claude Code waits five seconds for a server, which is short where others use the machine. */
  private static final int MOST_TIMES = 4;

  @TempDir static Path folder;
  private static EmbeddedServer postgres;
  private static Path start;

  /** How a client ended. */
  private record Ended(int exitCode, String text) {}

  @BeforeAll
  static void server() throws IOException {
    postgres = EmbeddedServer.start(Files.createDirectories(folder.resolve("postgres")));
    EmbeddedDatabase database = postgres.createDatabase("booking", "booking_app");
    database.run("CREATE TABLE users (id int PRIMARY KEY); INSERT INTO users VALUES (1), (2), (3)");
    start = starter(database.url());
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void theJavaSdksOwnClient() {
    StdioClientTransport transport =
        new StdioClientTransport(
            ServerParameters.builder(start.toString()).build(),
            new JacksonMcpJsonMapper(new JsonMapper()));
    try (McpSyncClient client =
        McpClient.sync(transport).requestTimeout(Duration.ofMinutes(1)).build()) {
      client.initialize();

      CallToolResult answer =
          client.callTool(
              new CallToolRequest("query", Map.of("sql", "SELECT count(*) FROM users")));

      assertThat(client.listTools().tools()).extracting(tool -> tool.name()).contains("query");
      assertThat(answer.structuredContent().toString()).contains("outcome=done", "rows=[[3]]");
      assertThat(client.listPrompts().prompts()).hasSize(3);
    }
  }

  @Test
  void theNodeSdksClient() {
    Ended ended = run("node", clients().resolve("session.mjs").toString(), start.toString());

    JsonNode report = new JsonMapper().readTree(ended.text());
    assertThat(report.path("server").asString()).isEqualTo("sallyport");
    assertThat(report.path("rows").toString()).isEqualTo("[[1],[2]]");
    assertThat(report.path("status").asString()).isEqualTo("done");
    assertThat(report.path("describe").asString()).isEqualTo("done");
    assertThat(report.path("refused").asString()).isEqualTo("denied");
    assertThat(report.path("explained").asString()).isEqualTo("done");
    assertThat(report.path("operation").asString()).isEqualTo("denied");
    assertThat(report.path("opened").asString()).isEqualTo("pending");
    assertThat(report.path("waited").asString()).isEqualTo("pending");
    assertThat(report.path("listed").asInt()).isEqualTo(1);
    assertThat(report.path("cancelled").asString()).isEqualTo("cancelled");
    assertThat(report.path("schema").asInt()).isEqualTo(1);
  }

  @Test
  void theInspector() {
    String inspector = clients().resolve("node_modules/.bin/mcp-inspector").toString();

    Ended tools = run(inspector, "--cli", start.toString(), "--method", "tools/list");
    Ended query =
        run(
            inspector,
            "--cli",
            start.toString(),
            "--method",
            "tools/call",
            "--tool-name",
            "query",
            "--tool-arg",
            "sql=SELECT 41 + 1 AS answer");

    assertThat(tools.exitCode()).isZero();
    assertThat(tools.text()).contains("\"explain_decision\"", "\"ticket_wait\"");
    assertThat(query.text()).contains("\"outcome\": \"done\"", "42");
  }

  @Test
  void claudeCode() {
    String claude = clients().resolve("node_modules/.bin/claude").toString();
    assertThat(run(claude, "mcp", "add", "sallyport", "--", start.toString()).exitCode()).isZero();

    // It ends with 0 even where it could not connect.
    assertThat(run(claude, "mcp", "list").text()).containsPattern("sallyport: .*[✓✔] Connected");
  }

  @Test
  void claudeCodeWithTheHook() throws IOException {
    Path hook = folder.resolve("hook");
    Files.writeString(
        hook,
        Files.readString(start).replaceFirst(" serve --project '[^']*'", " hook claude-code"));
    assertThat(hook.toFile().setExecutable(true)).isTrue();
    Path settings =
        Files.writeString(
            folder.resolve("settings.json"),
            """
            {"hooks": {"PreToolUse": [{"matcher": "Bash|mcp__.*",
              "hooks": [{"type": "command", "command": "%s", "timeout": 60}]}]}}
            """
                .formatted(hook));
    Path servers =
        Files.writeString(
            folder.resolve("servers.json"),
            """
            {"mcpServers": {"sallyport": {"command": "%s", "args": []}}}
            """
                .formatted(start));
    String claude = clients().resolve("node_modules/.bin/claude").toString();

    List<String> results = asked(claude, settings, servers);

    assertThat(results).hasSize(4);
    assertThat(results.get(0))
        .contains(
            "Sallyport: `prisma migrate reset --force` drops every table", "request_operation");
    assertThat(results.get(1)).contains("42");
    assertThat(results.get(2)).contains("pending");
    assertThat(results.get(3)).contains("pending").contains("ticket");
  }

  /** What the model got; asked again where the client went on without a server that took long. */
  private static List<String> asked(String claude, Path settings, Path servers) throws IOException {
    for (int times = 1; ; times++) {
      try (ScriptedMessages model = new ScriptedMessages(resetThenAskThenWait())) {
        Ended ended =
            run(
                Map.of(
                    "ANTHROPIC_BASE_URL",
                    model.url(),
                    "ANTHROPIC_API_KEY",
                    "scripted",
                    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC",
                    "1"),
                claude,
                "-p",
                "make the database right",
                "--settings",
                settings.toString(),
                "--mcp-config",
                servers.toString(),
                "--strict-mcp-config",
                "--allowedTools",
                "Bash,mcp__sallyport__query,mcp__sallyport__execute,mcp__sallyport__ticket_wait");
        assertThat(ended.text()).contains("done");
        boolean late = model.results().toString().contains("No such tool available");
        if (!late || times == MOST_TIMES) {
          return model.results();
        }
      }
    }
  }

  /** A model that first tries the shell, then the tools it is pointed to. */
  private static List<Function<String, ScriptedMessages.Call>> resetThenAskThenWait() {
    return List.of(
        result ->
            new ScriptedMessages.Call(
                "Bash", Map.of("command", "npx prisma migrate reset --force")),
        result ->
            new ScriptedMessages.Call(
                "mcp__sallyport__query", Map.of("sql", "SELECT 41 + 1 AS answer")),
        result ->
            new ScriptedMessages.Call(
                "mcp__sallyport__execute",
                Map.of(
                    "sql",
                    "DELETE FROM users WHERE id = 3",
                    "justification",
                    "a test of the hook")),
        result ->
            new ScriptedMessages.Call(
                "mcp__sallyport__ticket_wait", Map.of("ticket", ticket(result), "max_seconds", 1)));
  }

  private static String ticket(String result) {
    Matcher matcher = Pattern.compile("T(-[0-9A-Z]{4})+").matcher(result);
    return matcher.find() ? matcher.group() : "none";
  }

  /** A command without arguments that serves: what clients are told to start. */
  private static Path starter(String url) throws IOException {
    Path script = folder.resolve("serve");
    Path project = Files.createDirectories(folder.resolve("project"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.writeString(
        script,
        """
        #!/bin/sh
        export DATABASE_URL='%s' SALLYPORT_HOME='%s' SALLYPORT_CONFIG='%s'
        exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' \
          dev.sallyport.server.Main serve --project '%s'
        """
            .formatted(
                url,
                folder.resolve("home"),
                folder.resolve("trust"),
                java,
                System.getProperty("java.class.path"),
                project));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  /** The clients of {@code clients/package-lock.json}, installed where the build puts things. */
  private static synchronized Path clients() {
    Path source = Path.of("").toAbsolutePath().resolveSibling("clients");
    Path target = Path.of("target", "clients").toAbsolutePath();
    assumeTrue(run("node", "--version").exitCode() == 0, "Node is not there");
    if (!Files.exists(target.resolve("node_modules/.package-lock.json"))) {
      try {
        Files.createDirectories(target);
        for (String name : List.of("package.json", "package-lock.json", ".npmrc", "session.mjs")) {
          Files.copy(
              source.resolve(name),
              target.resolve(name),
              java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      Ended install = run("npm", "ci", "--prefix", target.toString(), "--no-audit", "--no-fund");
      assumeTrue(install.exitCode() == 0, "the clients could not be installed");
    }
    return target;
  }

  private static Ended run(String... command) {
    return run(Map.of(), command);
  }

  private static Ended run(Map<String, String> more, String... command) {
    try {
      Path home = Files.createDirectories(folder.resolve("client-home"));
      Path out = Files.createTempFile(folder, "client", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(new ArrayList<>(List.of(command))).directory(home.toFile());
      Map<String, String> environment = new HashMap<>(System.getenv());
      environment.put("HOME", home.toString());
      environment.put("CI", "1");
      // What Claude Code gives a server to start, in milliseconds: a busy machine is no failure.
      environment.put("MCP_TIMEOUT", "180000");
      environment.putAll(more);
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", command) + " did not end");
      }
      return new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new TestAbortedException("`" + command[0] + "` can't be run");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
