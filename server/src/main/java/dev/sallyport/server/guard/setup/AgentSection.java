package dev.sallyport.server.guard.setup;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Agent;
import dev.sallyport.policy.rules.PolicyRequest;
import dev.sallyport.policy.rules.PolicySet;
import dev.sallyport.policy.rules.TargetFacts;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an agent is told about the database in CLAUDE.md or AGENTS.md: made from the project's
 * policy, so that a check can tell when it no longer says what the policy says.
 */
public final class AgentSection {
  static final String BEGIN = "<!-- sallyport:begin (written by `sallyport init`) -->";
  static final String END = "<!-- sallyport:end -->";

  private static final List<String> ENVIRONMENTS =
      List.of("disposable", "development", "staging", "production");

  /** When nothing hangs on it. */
  private static final Instant ANY_TIME = Instant.parse("2026-01-07T12:00:00Z");

  private final PolicySet policy;

  private AgentSection(PolicySet policy) {
    this.policy = policy;
  }

  /** The section, from its first marker to its last, with a line's end. */
  public static String of(PolicySet policy) {
    return new AgentSection(policy).text();
  }

  /** The section that a text holds; empty where it holds none. */
  public static Optional<String> in(String text) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END, Math.max(0, begin));
    if (begin < 0 || end < 0) {
      return Optional.empty();
    }
    return Optional.of(text.substring(begin, end + END.length()) + "\n");
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    text.append(BEGIN).append('\n').append(FIRST).append('\n').append(table()).append(REST);
    return text.append(END).append('\n').toString();
  }

  private String table() {
    StringBuilder table = new StringBuilder("| what you want | with | ");
    table.append(String.join(" | ", ENVIRONMENTS)).append(" |\n|---|---|---|---|---|---|\n");
    row(table, "read", "`query`", Operation.QUERY, statement(EffectKind.READ));
    row(table, "change some rows", "`execute`", Operation.EXECUTE, statement(EffectKind.UPDATE));
    row(
        table,
        "change every row",
        "`execute`",
        Operation.EXECUTE,
        statement(EffectKind.UPDATE, Qualifier.UNBOUNDED));
    row(
        table,
        "add to the schema",
        "`propose_migration`",
        Operation.EXECUTE,
        statement(EffectKind.CREATE));
    row(
        table,
        "drop, or lose data",
        "`propose_migration`",
        Operation.EXECUTE,
        statement(EffectKind.DROP, Qualifier.DATA_LOSS));
    for (Operation operation :
        List.of(
            Operation.MIGRATE_DEPLOY,
            Operation.MIGRATE_RESOLVE,
            Operation.MIGRATE_DEV,
            Operation.MIGRATE_RESET,
            Operation.DB_PUSH,
            Operation.DB_PULL,
            Operation.DB_SEED)) {
      row(table, operation.label(), "`request_operation`", operation, List.of());
    }
    return table.toString();
  }

  private void row(
      StringBuilder table,
      String what,
      String with,
      Operation operation,
      List<Statement> statements) {
    table.append("| ").append(what).append(" | ").append(with).append(" |");
    for (String environment : ENVIRONMENTS) {
      table.append(' ').append(word(operation, statements, environment)).append(" |");
    }
    table.append('\n');
  }

  private String word(Operation operation, List<Statement> statements, String environment) {
    PolicyRequest request =
        new PolicyRequest(
            operation,
            statements,
            environment,
            TargetFacts.of("", ""),
            new Agent("anonymous", false),
            ANY_TIME,
            "x".repeat(2_000),
            null,
            Set.of("backup", "dry-run"));
    return switch (policy.decide(request).verdict()) {
      case ALLOW -> "allowed";
      case APPROVE -> "ticket";
      case DENY -> "never";
    };
  }

  private static List<Statement> statement(EffectKind kind, Qualifier... qualifiers) {
    Effect effect = Effect.of(kind, ObjectKind.TABLE, new ObjectName("public", "example"));
    return List.of(
        new Statement("example", new Span(0, 7), List.of(effect.with(qualifiers)), Set.of()));
  }

  private static final String FIRST =
      """
      ## The database: through Sallyport

      Sallyport stands between you and PostgreSQL. Use its MCP tools for everything that reaches a
      database; do not use `psql`, `prisma migrate`, `prisma db` or drivers for that, and do not read
      `.env`. A hook refuses them and names the tool to use.

      """;

  private static final String REST =
      """

      *Ticket* means: the tool answers `pending` with a ticket, a person approves it on a terminal, and
      `ticket_wait` tells you how it ended. Asking again opens no second ticket. A database that nobody
      has pinned to an environment counts as production; `status` says which one this is.

      - **Safe at any time**: `status`, `describe`, `diff`, `validate`, `generate`, `explain_decision`, and
        `prisma validate`, `format`, `generate`, `migrate status`, `migrate diff`.
      - **Before** a change of the schema: `status`. Mend what it calls unhealthy first.
      - **Which kind of migration**: tables, columns, unique constraints and foreign keys go through
        `schema.prisma` and `propose_migration` with `from_schema: true`. Enum values, partial or
        expression indexes, extensions, row security, triggers, functions, views and data go as SQL to
        `propose_migration`.
      - **Drift**: propose, never reset. `diff` says what differs, `status` which way out fits.
      - **Never edit a migration that was shared.** Write a new one.
      - **Data loss is never answered with a flag** (`--accept-data-loss`, `--force-reset`, consent
        variables): move the data first, change the schema after.
      - **Failed in production**: stop, `status`, and leave the rest to a person.
      - `policies.yaml`, `.mcp.json`, `.claude/settings.json` and Sallyport's own folders belong to people.
      """;
}
