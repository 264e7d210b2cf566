package dev.sallyport.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.rules.Agent;
import dev.sallyport.server.Configuration;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.Requester;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A human's first day: a key, a pin, a policy, a ticket that appears while watching. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIf("hasTerminals")
class AtTheTerminalTest {
  private static final String PASSPHRASE = "four random words more";
  private static final TestServer.TestDatabase DATABASE = TestServer.create();

  @TempDir static Path folder;

  static boolean hasTerminals() {
    return HumanTerminal.isPresent();
  }

  private static Map<String, String> environment() {
    return Map.of(
        "DATABASE_URL", DATABASE.url("agent"),
        "SALLYPORT_HOME", folder.resolve("home").toString(),
        "SALLYPORT_CONFIG", folder.resolve("trust").toString());
  }

  private static Path project() throws IOException {
    return Files.createDirectories(folder.resolve("project"));
  }

  private static HumanTerminal sallyport(String... arguments) throws IOException {
    return HumanTerminal.start(project(), environment(), arguments);
  }

  @Test
  @Order(1)
  void anApproverMakesAKey() throws IOException, InterruptedException {
    try (HumanTerminal human = sallyport("approver", "init", "dana")) {
      human.await("new passphrase for dana").type(PASSPHRASE + "\r");
      human.await("once more").type(PASSPHRASE + "\r");

      assertThat(human.exit()).as(human.text()).isZero();
      assertThat(human.text()).doesNotContain(PASSPHRASE);
    }
  }

  @Test
  @Order(2)
  void aWrongPassphrasePinsNothing() throws IOException, InterruptedException {
    try (HumanTerminal human = sallyport("environment", "pin", "staging")) {
      human.await("passphrase of dana.key").type("something else entirely\r");

      assertThat(human.exit()).as(human.text()).isNotZero();
      assertThat(human.text()).doesNotContain("pinned to");
    }
  }

  @Test
  @Order(3)
  void theDatabaseIsPinned() throws IOException, InterruptedException {
    try (HumanTerminal human = sallyport("environment", "pin", "staging")) {
      human.await("system    ").await("passphrase of dana.key").type(PASSPHRASE + "\r");
      human.await("pinned to `staging`");

      assertThat(human.exit()).as(human.text()).isZero();
    }
    try (HumanTerminal human = sallyport("environment", "list")) {
      human.await("staging");
      assertThat(human.exit()).isZero();
    }
  }

  @Test
  @Order(4)
  void aPolicyIsTrusted() throws IOException, InterruptedException {
    Files.writeString(
        project().resolve("policies.yaml"),
        """
        version: 1
        rules:
          - id: reads-of-the-team
            effects: [read]
            decision: allow
          - id: writes-of-the-team
            effects: [insert, update]
            decision: approve
        """);
    try (HumanTerminal human = sallyport("policy", "trust")) {
      human.await("rules    2").await("passphrase of dana.key").type(PASSPHRASE + "\r");
      human.await("trusted;");

      assertThat(human.exit()).as(human.text()).isZero();
    }
  }

  @Test
  @Order(5)
  void aTicketAppearsWhileWatchingAndIsApprovedThere() throws IOException, InterruptedException {
    DATABASE.run("CREATE TABLE watched (id int)", "GRANT ALL ON watched TO agent");
    try (HumanTerminal human = sallyport("tickets", "watch", "--as", "dana")) {
      human.await("q quit");
      String ticket = String.valueOf(ask("insert into watched values (1)").ticket());
      human.await(ticket).type("s").await("insert into watched").await("press enter").type("\r");
      human.await("q quit").type("a").await("type yes").type("yes\r");
      human.await("passphrase of dana.key").type(PASSPHRASE + "\r");
      human.await("press enter").type("\r");
      human.await("q quit").type("q");

      assertThat(human.exit()).as(human.text()).isZero();
    }
    assertThat(DATABASE.column("SELECT id FROM watched")).isEqualTo(List.of("1"));
  }

  private static Answer ask(String sql) throws IOException {
    Configuration configuration =
        Configuration.of(environment(), Configuration.Overrides.NONE, project());
    try (Sallyport sallyport = Sallyport.open(configuration, Clock.systemUTC())) {
      return sallyport
          .gate(Requester.Face.MCP)
          .handle(
              AgentRequest.execute(
                  sql, "seen while watching", new Agent("anonymous@project", false)),
              new Cancellation());
    }
  }
}
