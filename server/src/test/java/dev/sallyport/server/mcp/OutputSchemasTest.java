package dev.sallyport.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.json.schema.jackson3.DefaultJsonSchemaValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Strict clients, the Node SDK's among them, refuse a result whose structured content is not what
 * the tool declared. So every tool is called for every kind of outcome it has, on the real program.
 */
class OutputSchemasTest {
  private static final DefaultJsonSchemaValidator VALIDATOR = new DefaultJsonSchemaValidator();
  private static final String INSERT = "INSERT INTO users VALUES (7, 'seven')";
  private static final Map<String, Object> WHY = Map.of("justification", "a test of schemas");

  @TempDir static Path folder;
  private static EmbeddedServer postgres;
  private static ServerProcess server;

  /** Names that every tool declares, though not every tool has a use for each. */
  private static final Set<String> SHARED =
      Set.of("outcome", "ticket", "reasons", "next", "notice", "hidden_characters");

  /** Answered only in a project with migrations, or in one that may do more than this one. */
  private static final Set<String> IN_OTHER_PROJECTS =
      Set.of(
          "status history",
          "status drift",
          "diff script_refused",
          "generate generated",
          "generate output",
          "execute statements",
          "execute parts",
          "propose_migration summary",
          "propose_migration notes",
          "propose_migration steps",
          "request_operation steps");

  private static Map<String, Map<String, Object>> schemas;

  private final Set<String> outcomes = new LinkedHashSet<>();
  private final Set<String> answered = new LinkedHashSet<>();
  private final Set<String> called = new LinkedHashSet<>();
  private final List<String> misfits = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedServer.start(Files.createDirectories(folder.resolve("postgres")));
    EmbeddedDatabase database = postgres.createDatabase("booking", "booking_app");
    database.run("CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL)");
    Path project = Files.createDirectories(folder.resolve("project"));
    Files.createDirectories(project.resolve("home"));
    server = ServerProcess.real(project, database.url()).initialized();
    schemas = declared();
  }

  @AfterAll
  static void stop() {
    server.close();
    postgres.close();
  }

  @Test
  void everyAnswerIsWhatItsToolDeclares() {
    looking();
    querying();
    String ticket = acting();
    tickets(ticket);

    assertThat(misfits).isEmpty();
    answered.addAll(IN_OTHER_PROJECTS);
    assertThat(answered).containsAll(declaredNames());
    assertThat(called).isEqualTo(schemas.keySet());
    assertThat(outcomes).containsExactlyInAnyOrder("done", "pending", "denied", "failed");
  }

  /** What a tool declares and never answers would mislead whoever reads it. */
  private static Set<String> declaredNames() {
    Set<String> names = new LinkedHashSet<>();
    schemas.forEach(
        (tool, schema) ->
            ((Map<?, ?>) schema.get("properties"))
                .keySet().stream()
                    .filter(name -> !SHARED.contains(name))
                    .forEach(name -> names.add(tool + " " + name)));
    return names;
  }

  private void looking() {
    call("status", Map.of());
    call("status", Map.of("no_such", 1));
    call("describe", Map.of());
    call("describe", Map.of("objects", List.of("public.users")));
    call("describe", Map.of("objects", List.of("no_such_*")));
    call("describe", Map.of("objects", "users"));
    call("diff", Map.of("from", "migrations", "to", "database"));
    call("diff", Map.of("from", "nowhere", "to", "database"));
    call("validate", Map.of());
    call("validate", Map.of("paths", List.of("../outside.sql")));
    call("generate", Map.of());
    call("explain_decision", Map.of("sql", "DELETE FROM users"));
    call("explain_decision", Map.of("sql", "SELEC 1"));
    call("explain_decision", Map.of("operation", "migrate-reset"));
    call("explain_decision", Map.of());
  }

  private void querying() {
    call("query", Map.of("sql", "SELECT id, email, NULL AS n, '{1}'::int[] AS a FROM users"));
    call("query", Map.of("sql", "SELECT 'a\u202eb' AS hidden", "limit", 1));
    call("query", Map.of("sql", "SELECT g FROM generate_series(1, 9) g", "limit", 2));
    call("query", Map.of("sql", "SELECT 1 / 0"));
    call("query", Map.of("sql", "SELECT no_such FROM users"));
    call("query", Map.of("sql", "SELECT ("));
    call("query", Map.of("sql", "DROP TABLE users"));
    call("query", Map.of("sql", "SELECT 1; SELECT 2"));
    call("query", Map.of("sql", 7));
    call("query", Map.of());
  }

  private String acting() {
    call("execute", with(WHY, "sql", "SELECT 1"));
    call("execute", with(WHY, "sql", "DELETE FROM users"));
    call("execute", with(WHY, "sql", "COPY users FROM PROGRAM 'id'"));
    call("execute", Map.of("sql", INSERT));
    call("propose_migration", with(WHY, "name", "add_note"));
    call("propose_migration", with(WHY, "name", "../up"));
    call("request_operation", with(WHY, "operation", "migrate-deploy"));
    call("request_operation", with(WHY, "operation", "migrate-reset"));
    call("request_operation", with(WHY, "operation", "no-such"));
    return call("execute", with(WHY, "sql", INSERT)).path("ticket").asString("");
  }

  private void tickets(String ticket) {
    assertThat(ticket).isNotEmpty();
    call("ticket_list", Map.of());
    call("ticket_list", Map.of("state", "pending"));
    call("ticket_list", Map.of("state", "no-such"));
    call("ticket_get", Map.of("ticket", ticket));
    call("ticket_get", Map.of("ticket", "no-such"));
    call("ticket_wait", Map.of("ticket", ticket, "max_seconds", 1));
    call("ticket_wait", Map.of("ticket", "no-such", "max_seconds", 1));
    call("ticket_cancel", Map.of("ticket", ticket));
    call("ticket_cancel", Map.of("ticket", ticket));
    call("ticket_get", Map.of("ticket", ticket));
  }

  private static Map<String, Object> with(Map<String, Object> some, String key, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(some);
    all.put(key, value);
    return all;
  }

  private JsonNode call(String tool, Map<String, Object> arguments) {
    JsonNode result = server.answerTo(server.call(tool, arguments)).path("result");
    JsonNode content = result.path("structuredContent");
    called.add(tool);
    outcomes.add(content.path("outcome").asString(""));
    String what = tool + " " + arguments + ": ";
    Map<?, ?> plain = ServerProcess.JSON.convertValue(content, Map.class);
    ValidationResponse response = VALIDATOR.validate(schemas.get(tool), plain);
    if (!response.valid()) {
      misfits.add(what + response.errorMessage());
    }
    plain.keySet().forEach(name -> answered.add(tool + " " + name));
    boolean error = List.of("denied", "failed").contains(content.path("outcome").asString(""));
    if (result.path("isError").asBoolean(false) != error) {
      misfits.add(what + "isError is " + result.path("isError"));
    }
    return content;
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys.
  private static Map<String, Map<String, Object>> declared() {
    Map<String, Map<String, Object>> declared = new LinkedHashMap<>();
    server
        .answerTo(server.request("tools/list", Map.of()))
        .at("/result/tools")
        .forEach(
            tool ->
                declared.put(
                    tool.path("name").asString(),
                    ServerProcess.JSON.convertValue(tool.path("outputSchema"), Map.class)));
    return declared;
  }
}
