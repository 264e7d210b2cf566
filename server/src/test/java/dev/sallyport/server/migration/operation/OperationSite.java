package dev.sallyport.server.migration.operation;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Agent;
import dev.sallyport.server.Configuration;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.PinnedIdentity;
import dev.sallyport.server.approval.Requester;
import dev.sallyport.server.approval.TestKey;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.approval.TrustRootEditor;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseIdentity;
import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.demo.BookingExample;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Gateway;
import dev.sallyport.server.migration.ProjectOnDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole Sallyport over a project on disk and a real PostgreSQL database, with an agent that asks
 * and an approver that signs.
 */
public final class OperationSite implements AutoCloseable {
  public static final Agent AGENT = new Agent("anonymous@project", false);
  private static final String APPROVER = "dana";

  public final TestServer.TestDatabase database = TestServer.create();
  public final ProjectOnDisk project;
  public final Sallyport sallyport;
  public final Path folder;
  private final TestKey key = new TestKey();

  /** A site whose database is pinned to an environment; none leaves it to be production. */
  public OperationSite(Path folder, @Nullable String environment) {
    this.folder = folder;
    try {
      project = new ProjectOnDisk(Files.createDirectories(folder.resolve("project")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sallyport = Sallyport.open(configuration(), Clock.systemUTC());
    TrustRootEditor editor = new TrustRootEditor(folder.resolve("trust"), Clock.systemUTC());
    editor.enrol(key, APPROVER, Set.of(), APPROVER, key.publicKey());
    if (environment != null) {
      DatabaseIdentity identity = sallyport.target().identity();
      editor.pin(
          key,
          new PinnedIdentity(
              String.valueOf(identity.systemIdentifier()), identity.database(), identity.host()),
          environment);
    }
  }

  public Configuration configuration() {
    return Configuration.of(
        Map.of(
            "DATABASE_URL", database.url("agent"),
            "SHADOW_DATABASE_URL", ShadowForTests.url(),
            "SALLYPORT_HOME", folder.resolve("home").toString(),
            "SALLYPORT_CONFIG", folder.resolve("trust").toString()),
        Configuration.Overrides.NONE,
        project.root());
  }

  public Gateway gate() {
    return sallyport.gate(Requester.Face.MCP);
  }

  /** Asks for an operation, as the agent. */
  public Answer ask(Operation operation, Map<String, String> arguments) {
    return gate()
        .handle(
            AgentRequest.operation(operation, arguments, "the tests ask for it", AGENT),
            new Cancellation());
  }

  public Answer ask(Operation operation) {
    return ask(operation, Map.of());
  }

  /** Proposes SQL as a migration, as the agent. */
  public Answer propose(String name, String sql, Map<String, String> more) {
    Map<String, String> arguments = new java.util.HashMap<>(more);
    boolean apply = !"false".equals(arguments.remove("apply"));
    arguments.put("propose", name);
    return gate()
        .handle(
            new AgentRequest(
                apply ? Operation.MIGRATE_DEPLOY : Operation.WRITE_MIGRATION,
                sql,
                arguments,
                "the tests ask for it",
                AGENT,
                null),
            new Cancellation());
  }

  /** The booking example on the day of the incident. */
  public OperationSite booking() {
    ProjectOnDisk.booking(project.root());
    database.run("CREATE EXTENSION IF NOT EXISTS pg_trgm");
    for (String file : BookingExample.applied()) {
      database.runAs("agent", BookingExample.text(file));
    }
    database.runAs("agent", BookingExample.text("seed.sql"), "ANALYZE");
    return this;
  }

  /** A digest of some columns of every row of a table. */
  public String content(String table, String columns) {
    return String.valueOf(
        database
            .column(
                "SELECT md5(string_agg(r::text, '|' ORDER BY r::text)) FROM (SELECT "
                    + columns
                    + " FROM "
                    + table
                    + ") r")
            .get(0));
  }

  public TicketId approve(Answer pending) {
    TicketId id =
        TicketId.of(String.valueOf(pending.ticket()))
            .orElseThrow(() -> new IllegalStateException("no ticket: " + pending.toMap()));
    sallyport.desk().approve(id, key.sign(sallyport.desk().approvalDocument(id, key.keyId(), "")));
    return id;
  }

  /** Says no, as the approver. */
  public void reject(Answer pending) {
    TicketId id = TicketId.of(String.valueOf(pending.ticket())).orElseThrow();
    sallyport
        .desk()
        .reject(id, key.sign(sallyport.desk().rejectionDocument(id, key.keyId(), "not like this")));
  }

  public Ticket run(TicketId id) {
    return gate().execution().run(id, new Cancellation());
  }

  /** Asks, approves and runs. */
  public TicketState carryOut(Operation operation, Map<String, String> arguments) {
    return carryOut(ask(operation, arguments));
  }

  public TicketState carryOut(Answer pending) {
    return run(approve(pending)).state();
  }

  public Ticket ticket(Answer answer) {
    return sallyport
        .desk()
        .find(TicketId.of(String.valueOf(answer.ticket())).orElseThrow())
        .orElseThrow();
  }

  /** A migration of Prisma's. */
  public OperationSite migration(String name, String sql) {
    project.with("prisma/migrations/" + name + "/migration.sql", sql);
    return this;
  }

  /** The history as {@code name|state|steps}, oldest first. */
  public List<@Nullable String> history() {
    return database.column(
        "SELECT migration_name || '|' || CASE WHEN rolled_back_at IS NOT NULL THEN 'rolled-back'"
            + " WHEN finished_at IS NULL THEN 'failed' ELSE 'applied' END || '|' ||"
            + " applied_steps_count FROM _prisma_migrations ORDER BY started_at");
  }

  /** The state that {@code status} gives a migration. */
  public String state(String name) {
    return states().getOrDefault(name, "none");
  }

  /** The state of every migration, as {@code status} gives it. */
  public Map<String, String> states() {
    Map<String, String> states = new java.util.LinkedHashMap<>();
    Map<String, @Nullable Object> body = gate().status(new Cancellation()).body();
    if (body.get("history") instanceof Map<?, ?> history
        && history.get("migrations") instanceof List<?> migrations) {
      for (Object one : migrations) {
        if (one instanceof Map<?, ?> migration) {
          states.put(String.valueOf(migration.get("name")), String.valueOf(migration.get("state")));
        }
      }
    }
    return states;
  }

  @Override
  public void close() {
    sallyport.close();
  }
}
