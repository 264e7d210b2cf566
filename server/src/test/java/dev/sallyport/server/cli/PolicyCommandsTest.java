package dev.sallyport.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.BuiltInPolicies;
import dev.sallyport.server.Configuration;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.audit.AuditEvent;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandsTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void checkTellsEveryMistakeWithItsLine() throws IOException {
    Path file = project().resolve("policies.yaml");
    Files.writeString(file, "version: 1\nrules:\n  - id: a\n    decison: allow\n");

    ExitCode code = run(new PolicyCheckCommand());

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(printed.toString(UTF_8))
        .isEqualTo(
            """
            %1$s:3:5: error: a rule lacks the key `decision`
              3 |   - id: a
                |     ^
              help: add `decision: …`: what the rule says
            %1$s:4:5: error: a rule has no key `decison`
              4 |     decison: allow
                |     ^
              help: did you mean `decision`?
            %1$s: 2 mistakes
            """
                .formatted(file));
  }

  @Test
  void checkAcceptsTheProjectsOwnDefault() throws IOException {
    Files.write(project().resolve("policies.yaml"), BuiltInPolicies.STRICT.text());

    ExitCode code = run(new PolicyCheckCommand());

    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(printed.toString(UTF_8)).endsWith("policies.yaml: 11 rules, no mistake\n");
  }

  @Test
  void initWritesATemplateAndNeverOverAFile() throws IOException {
    project();
    PolicyInitCommand init = new PolicyInitCommand();
    init.template = BuiltInPolicies.TEAM;

    run(init);

    assertThat(Files.readAllBytes(project().resolve("policies.yaml")))
        .isEqualTo(BuiltInPolicies.TEAM.text());
    assertThatThrownBy(() -> run(init))
        .isInstanceOf(SallyportException.class)
        .hasMessageEndingWith("is there already");
  }

  @Test
  void testTellsWhatFailedAndWhatNoTestReached() throws IOException {
    Files.writeString(
        project().resolve("policies.yaml"),
        """
        version: 1
        rules:
          - { id: reads, effects: [read], decision: allow }
          - { id: drops, effects: [drop], decision: deny }
        """);
    Path cases = Files.createDirectories(project().resolve("policy-tests"));
    Files.writeString(
        cases.resolve("reads-flow.yaml"), "when: select 1\nthen: { verdict: allow }\n");
    Files.writeString(
        cases.resolve("inserts-flow.yaml"),
        "when: insert into t values (1)\nthen: { verdict: allow }\n");

    ExitCode code = run(new PolicyTestCommand());

    assertThat(code).isEqualTo(ExitCode.FOUND);
    assertThat(printed.toString(UTF_8))
        .contains("failed: ", "inserts-flow.yaml", "expected allow, decided deny")
        .endsWith("1 passed, 1 failed\nrules that no test reached: drops\n");
  }

  @Test
  void explainNamesTheWinnerAndWhatWouldHaveToChange() throws IOException {
    project();
    PolicyExplainCommand explain = new PolicyExplainCommand();
    explain.sql = "delete from public.users";

    ExitCode code = run(explain);

    assertThat(code).isEqualTo(ExitCode.FOUND);
    assertThat(printed.toString(UTF_8))
        .isEqualTo(
            """
            statement 1: delete from public.users
              delete table public.users (unbounded): deny
                unbounded-writes says deny  wins
                writes says approve
            decision: deny
              `DELETE` on `public.users` has no `WHERE` clause  [rule unbounded-writes]
                help: add a `WHERE` clause that picks the rows, or propose a migration if every row is meant
              `DELETE` on `public.users` needs approval in `production`  [rule writes]
                help: send it with `execute` and a justification; it waits as a ticket until a person approves it
            what would have to change
              allowed in the environment `disposable`
              a ticket with a `WHERE` clause that picks the rows
              a ticket as a migration (`migrate-deploy`)
            """);
  }

  @Test
  void replayFindsWhatAnotherPolicyWouldLetThrough() throws IOException {
    project();
    PolicyReplayCommand replay = new PolicyReplayCommand();
    replay.named = "sandbox";
    try (Sallyport sallyport = open()) {
      sallyport.desk().audit().append(AuditEvent.REQUEST, "claude@booking", denied("disposable"));
      sallyport.desk().audit().append(AuditEvent.REQUEST, "claude@booking", denied("production"));
    }

    ExitCode code = run(replay);

    assertThat(code).isEqualTo(ExitCode.FOUND);
    assertThat(printed.toString(UTF_8))
        .contains("  execute  deny → allow  weaker\n")
        .endsWith("2 requests, 1 decided otherwise, some of them weaker\n");
  }

  /** A request to drop a table that was denied, as the gate records it. */
  private static JsonObject denied(String environment) {
    return Json.createObjectBuilder()
        .add("operation", Operation.EXECUTE.label())
        .add("decision", "deny")
        .add("environment", environment)
        .add("verified", true)
        .add("sql", "DROP TABLE users")
        .add(
            "effects",
            Json.createArrayBuilder()
                .add(
                    Json.createArrayBuilder()
                        .add(
                            Json.createObjectBuilder()
                                .add("kind", "drop")
                                .add("objectKind", "table")
                                .add("schema", "public")
                                .add("name", "users")
                                .add("columns", Json.createArrayBuilder())
                                .add("qualifiers", Json.createArrayBuilder(List.of("data-loss"))))))
        .add(
            "database",
            Json.createObjectBuilder()
                .add("host", "localhost")
                .add("name", "app")
                .add("powers", Json.createArrayBuilder()))
        .build();
  }

  private Path project() throws IOException {
    return Files.createDirectories(folder.resolve("project"));
  }

  @Test
  void explainShowsHowBothReadersParse() throws IOException {
    project();
    ExplainCommand explain = new ExplainCommand();
    explain.sql = "select a from t";
    explain.trees = true;

    ExitCode code = run(explain);

    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(printed.toString(UTF_8))
        .startsWith("PostgreSQL's grammar\n  {\n")
        .contains("\"relname\" : \"t\"")
        .contains("\nJSqlParser\n  Statements\n    PlainSelect\n");
  }

  private ExitCode run(SallyportCommand command) {
    try (Sallyport sallyport = open()) {
      return command.run(
          sallyport, new Terminal(new PrintStream(printed, true, UTF_8), false, false));
    }
  }

  private Sallyport open() {
    Map<String, String> environment =
        Map.of(
            "SALLYPORT_HOME", folder.resolve("home").toString(),
            "SALLYPORT_CONFIG", folder.resolve("config").toString());
    Configuration.Overrides overrides =
        new Configuration.Overrides(folder.resolve("project"), null, null, null, null, null);
    return Sallyport.open(Configuration.of(environment, overrides, folder), Clock.systemUTC());
  }
}
