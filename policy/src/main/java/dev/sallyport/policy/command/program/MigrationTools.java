package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Other tools that change schemas: which of their words do. Words are looked for anywhere. */
final class MigrationTools {
  private static final Set<String> ROLLING =
      Set.of(
          "up",
          "down",
          "up-to",
          "down-to",
          "up-by-one",
          "reset",
          "redo",
          "drop",
          "rollback",
          "refresh",
          "fresh",
          "fix",
          "migrate",
          "force",
          "load",
          "wipe",
          "goto");

  /** A tool and the words by which it changes a database; a pair must stand in that order. */
  private static final Map<String, Set<String>> CHANGING =
      Map.ofEntries(
          Map.entry("drizzle-kit", Set.of("push", "drop", "migrate", "push:pg", "up:pg")),
          Map.entry(
              "knex",
              Set.of(
                  "migrate:rollback",
                  "migrate:latest",
                  "migrate:up",
                  "migrate:down",
                  "migrate:unlock",
                  "seed:run")),
          Map.entry(
              "typeorm",
              Set.of(
                  "schema:drop",
                  "schema:sync",
                  "migration:run",
                  "migration:revert",
                  "query",
                  "migrations:run",
                  "migrations:revert")),
          Map.entry(
              "typeorm-ts-node-commonjs",
              Set.of("schema:drop", "schema:sync", "migration:run", "migration:revert", "query")),
          Map.entry(
              "typeorm-ts-node-esm",
              Set.of("schema:drop", "schema:sync", "migration:run", "migration:revert", "query")),
          Map.entry(
              "sequelize",
              Set.of(
                  "db:drop",
                  "db:create",
                  "db:migrate",
                  "db:migrate:undo",
                  "db:migrate:undo:all",
                  "db:seed:all",
                  "db:seed",
                  "db:seed:undo",
                  "db:seed:undo:all")),
          Map.entry(
              "sequelize-cli",
              Set.of(
                  "db:drop",
                  "db:create",
                  "db:migrate",
                  "db:migrate:undo",
                  "db:migrate:undo:all",
                  "db:seed:all",
                  "db:seed",
                  "db:seed:undo",
                  "db:seed:undo:all")),
          Map.entry("flyway", Set.of("clean", "migrate", "repair", "undo", "baseline")),
          Map.entry(
              "liquibase",
              Set.of(
                  "drop-all",
                  "dropall",
                  "rollback",
                  "rollback-count",
                  "rollbackcount",
                  "update",
                  "rollback-to-date",
                  "update-count",
                  "execute-sql",
                  "clear-checksums",
                  "changelog-sync")),
          Map.entry(
              "mikro-orm",
              Set.of(
                  "schema:drop",
                  "schema:fresh",
                  "schema:update",
                  "migration:up",
                  "migration:down",
                  "migration:fresh",
                  "database:create",
                  "seeder:run")),
          Map.entry(
              "mikro-orm-esm",
              Set.of(
                  "schema:drop",
                  "schema:fresh",
                  "schema:update",
                  "migration:up",
                  "migration:down",
                  "migration:fresh",
                  "seeder:run")),
          Map.entry("alembic", Set.of("downgrade", "upgrade", "stamp")),
          Map.entry("goose", ROLLING),
          Map.entry("dbmate", ROLLING),
          Map.entry("migrate", ROLLING),
          Map.entry("node-pg-migrate", Set.of("up", "down", "redo")),
          Map.entry("db-migrate", Set.of("up", "down", "reset", "db:drop", "db:create", "sync")),
          Map.entry("graphile-migrate", Set.of("reset", "migrate", "watch", "commit", "uncommit")),
          Map.entry("sqitch", Set.of("deploy", "revert", "rebase")),
          Map.entry("zenstack", Set.of("push", "reset", "deploy", "dev", "resolve")),
          Map.entry("wasp", Set.of("reset", "migrate-dev", "seed")),
          Map.entry("umzug", Set.of("up", "down")),
          Map.entry("sea-orm-cli", Set.of("fresh", "refresh", "reset", "down", "up")),
          Map.entry("diesel", Set.of("reset", "redo", "revert", "run", "setup", "drop")),
          Map.entry("sqlx", Set.of("drop", "reset", "revert", "run", "create", "setup")),
          Map.entry("sql-migrate", Set.of("up", "down", "redo")),
          Map.entry("atlas", Set.of("apply", "clean", "down", "set")),
          Map.entry("hasura", Set.of("apply", "delete", "squash", "clear", "deploy")),
          Map.entry("strapi", Set.of("import", "transfer")),
          Map.entry("refinery", Set.of("migrate")),
          Map.entry("supabase", Set.of("reset", "push", "repair", "up", "down", "delete")),
          Map.entry("neonctl", Set.of("delete", "reset", "restore")),
          Map.entry("neon", Set.of("delete", "reset", "restore")),
          Map.entry("pg-schema-diff", Set.of("apply")),
          Map.entry("pgroll", Set.of("start", "complete", "rollback", "migrate", "baseline")),
          Map.entry("reshape", Set.of("migrate", "complete", "abort")),
          Map.entry("dbt", Set.of("run", "build", "seed", "snapshot", "run-operation")),
          Map.entry("tern", Set.of("migrate")),
          Map.entry("bytebase", Set.of("rollout")),
          Map.entry("rambler", Set.of("apply", "reverse")),
          Map.entry("yoyo", Set.of("apply", "rollback", "reapply", "develop", "mark", "unmark")));

  /** Words before which a changing word is about something else. */
  private static final Map<String, Set<String>> ONLY_AFTER =
      Map.of(
          "supabase", Set.of("db", "migration", "projects", "branches"),
          "atlas", Set.of("schema", "migrate"),
          "wasp", Set.of("db"),
          "zenstack", Set.of("db", "migrate"),
          "sea-orm-cli", Set.of("migrate"),
          "diesel", Set.of("migration", "database"),
          "sqlx", Set.of("database", "db", "migrate", "mig"),
          "neonctl", Set.of("projects", "branches", "databases", "roles", "project", "branch"),
          "neon", Set.of("projects", "branches", "databases", "roles", "project", "branch"));

  private MigrationTools() {}

  static boolean knows(String name) {
    return CHANGING.containsKey(name);
  }

  static String start(Invocation invocation, Shell shell) {
    List<String> given = invocation.arguments();
    if (Arguments.asksForHelp(given)
        || given.contains("--sql")
        || given.contains("--dry-run")
        || given.contains("--explain")) {
      return Marks.ANYTHING;
    }
    Set<String> changing = CHANGING.getOrDefault(invocation.program(), Set.of());
    Set<String> after = ONLY_AFTER.get(invocation.program());
    boolean open = after == null;
    for (String word : given) {
      String plain = word.toLowerCase(Locale.ROOT);
      if (open && changing.contains(plain)) {
        shell.bypass(
            "`" + invocation.line() + "` changes the database past the gate", Ways.PROPOSE);
        break;
      }
      open |= after != null && after.contains(plain);
    }
    if (!given.isEmpty() && !Marks.known(given.get(0))) {
      shell.doubt(
          "`" + invocation.line() + "` may be any command of the tool", "write the command out");
    }
    return Marks.ANYTHING;
  }
}
