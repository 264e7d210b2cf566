package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Agent;
import dev.sallyport.policy.rules.Reason;
import dev.sallyport.server.Configuration;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.Requester;
import dev.sallyport.server.cancellation.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What looks at files only is answered while no database is, under what holds in production. */
class WithoutDatabaseTest {
  @TempDir Path folder;

  @Test
  void looksAtFilesWhereNoDatabaseAnswers() throws IOException {
    assertThat(ask(Operation.GENERATE).body()).containsEntry("ran", false);
  }

  @Test
  void obeysARuleForProduction() throws IOException {
    Files.writeString(
        folder.resolve("policies.yaml"),
        """
        version: 1
        rules:
          - id: no-generators
            environments: [production]
            operations: [generate]
            decision: deny
        """);

    assertThat(ask(Operation.GENERATE).reasons())
        .extracting(Reason::ruleId)
        .contains("no-generators");
  }

  @Test
  void carriesOutNothingElse() throws IOException {
    assertThat(ask(Operation.MIGRATE_DEPLOY).outcome()).isEqualTo(Outcome.FAILED);
  }

  private Answer ask(Operation operation) throws IOException {
    Configuration configuration =
        Configuration.of(
            Map.of(
                "DATABASE_URL", "postgresql://app@127.0.0.1:1/none",
                "SALLYPORT_HOME", folder.resolve("home").toString(),
                "SALLYPORT_CONFIG", folder.resolve("trust").toString()),
            Configuration.Overrides.NONE,
            folder);
    try (Sallyport sallyport = Sallyport.open(configuration, Clock.systemUTC())) {
      return sallyport
          .gate(Requester.Face.MCP)
          .handle(
              AgentRequest.operation(operation, Map.of(), "a test", new Agent("tester", false)),
              Cancellation.none());
    }
  }
}
