package dev.sallyport.policy.command;

import dev.sallyport.policy.command.Act.Access;
import dev.sallyport.policy.command.MigrationAge.Age;
import dev.sallyport.policy.command.walk.Marks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files that an agent must not read, change or remove: credentials, Sallyport's own, the
 * settings that hold its guard, migrations that were shared, a database's data.
 */
public final class Valuables {
  private static final Set<String> EXAMPLES =
      Set.of("example", "sample", "template", "tpl", "dist", "defaults", "schema", "vault");
  private static final Set<String> NOT_SOURCES =
      Set.of(
          "generated",
          "node_modules",
          "dist",
          "build",
          "out",
          "client",
          "coverage",
          ".cache",
          "tmp",
          ".next",
          "@generated",
          ".prisma",
          ".bin",
          ".pnpm",
          "__generated__");
  private static final Pattern DATA =
      Pattern.compile(
          "(?i).*/(pgdata|pg_data|\\.pgdata|postgres(ql)?[-_]?data|data/(postgres(ql)?|pg)"
              + "|postgres(ql)?/data|postgres@?\\d*/data|db[-_]data)(/[^/]*)?"
              + "|/var/lib/(postgresql|pgsql|postgres)(/.*)?"
              + "|/(usr/local|opt/homebrew)/var/postgres[^/]*(/.*)?");
  private static final Pattern MIGRATION =
      Pattern.compile("(?i).*/migrations/([^/]+/migration\\.sql|\\d+[-_][^/]*\\.sql)");

  private final String project;
  private final String home;
  private final List<String> ours;
  private final List<String> policies;
  private final MigrationAge migrations;

  /**
   * What is valuable where.
   *
   * @param project the project's folder
   * @param home the user's home folder
   * @param ours Sallyport's home and the folder of its trust root
   * @param policies the policy file, and where it would be looked for
   */
  public Valuables(
      String project,
      String home,
      List<String> ours,
      List<String> policies,
      MigrationAge migrations) {
    this.project = project;
    this.home = home;
    this.ours = List.copyOf(ours);
    this.policies = List.copyOf(policies);
    this.migrations = migrations;
  }

  /** What is wrong with using the file so; empty where nothing is. */
  public Optional<Act> objection(Act.FileUse use) {
    if (use.path().indexOf('\0') >= 0) {
      return Optional.empty();
    }
    PathPattern path = new PathPattern(use.path());
    return use.access() == Access.READ ? reading(use, path) : changing(use, path);
  }

  private Optional<Act> reading(Act.FileUse use, PathPattern path) {
    if (holdsCredentials(path)) {
      return bypass(
          "`" + shown(use) + "` holds credentials, and `" + use.through() + "` would read it",
          "leave it closed: Sallyport's tools reach the database without it; `.env.example` says"
              + " which variables there are");
    }
    return ours.stream().anyMatch(path::isIn)
        ? bypass(
            "`" + shown(use) + "` belongs to Sallyport, and holds approvers' keys or the store",
            "ask with Sallyport's `status` or `ticket_list`")
        : Optional.empty();
  }

  private Optional<Act> changing(Act.FileUse use, PathPattern path) {
    if (ours.stream().anyMatch(folder -> path.isIn(folder) || gone(use, path, folder))) {
      return bypass("`" + shown(use) + "` belongs to Sallyport", Ways.LEAVE);
    }
    if (policies.stream().anyMatch(file -> path.is(file) || gone(use, path, file))) {
      return bypass(
          "`" + shown(use) + "` is the policy, and belongs to the people who approve",
          "tell a person which rule should change; a changed file counts only once it is trusted");
    }
    if (isGuard(use, path)) {
      return bypass(
          "`" + shown(use) + "` holds the settings of the guard itself",
          "tell a person which setting should change");
    }
    if (use.access() == Access.REMOVE && DATA.matcher(Marks.plain(use.path())).matches()) {
      return bypass("`" + shown(use) + "` holds a database's data", Ways.LEAVE);
    }
    return migration(use, path);
  }

  private Optional<Act> migration(Act.FileUse use, PathPattern path) {
    if (use.access() == Access.REMOVE && isFolderOfMigrations(path)) {
      return bypass(
          "`" + shown(use) + "` holds the migrations, without which no database can be told",
          "use Sallyport's `status` to see what is wrong with the history");
    }
    boolean one = path.before(1).equals("migrations") && path.before(2).equals("prisma");
    boolean file = MIGRATION.matcher(Marks.plain(use.path())).matches();
    if (!file && !(one && use.access() == Access.REMOVE)) {
      return Optional.empty();
    }
    Age age = migrations.of(file ? use.path() : use.path() + "/migration.sql");
    boolean pattern = Marks.pattern(use.path()) || !Marks.known(use.path());
    return switch (pattern ? Age.SHARED : age) {
      case DRAFT -> Optional.empty();
      case ABSENT ->
          use.access() == Access.WRITE && isCreating(use) ? Optional.empty() : edited(use);
      case SHARED -> edited(use);
      case UNKNOWN ->
          Optional.of(
              new Act.Doubt(
                  "`" + shown(use) + "` may be applied somewhere already",
                  "write a new migration with Sallyport's `propose_migration` instead"));
    };
  }

  private static boolean isCreating(Act.FileUse use) {
    return !use.through().endsWith("-i") && !use.through().equals("Edit");
  }

  private Optional<Act> edited(Act.FileUse use) {
    return bypass(
        "`" + shown(use) + "` is a migration that was shared, so it may be applied anywhere",
        "leave it as it is, and write a new one with Sallyport's `propose_migration`");
  }

  private boolean isFolderOfMigrations(PathPattern path) {
    boolean source = path.steps().stream().noneMatch(NOT_SOURCES::contains);
    return source && (path.endsWith("prisma", "migrations") || path.name().equals("prisma"))
        || path.covers(project + "/prisma/migrations")
        || path.endsWith("prisma", "migrations", path.name())
            && path.name().equals("" + Marks.STAR);
  }

  private boolean isGuard(Act.FileUse use, PathPattern path) {
    List<String> settings =
        List.of(
            project + "/.claude/settings.json",
            project + "/.claude/settings.local.json",
            project + "/.mcp.json",
            project + "/.cursor/mcp.json",
            project + "/.vscode/mcp.json",
            home + "/.claude/settings.json",
            home + "/.claude/settings.local.json",
            home + "/.claude.json");
    return settings.stream().anyMatch(file -> path.is(file) || gone(use, path, file))
        || path.endsWith(".claude", "settings.json")
        || path.endsWith(".claude", "settings.local.json")
        || path.endsWith(".cursor", "hooks.json")
        || path.endsWith("claude-code", "managed-settings.json")
        || path.before(1).equals("hooks") && path.before(2).equals(".claude");
  }

  private static boolean gone(Act.FileUse use, PathPattern path, String target) {
    return use.access() == Access.REMOVE && path.covers(target);
  }

  private static boolean holdsCredentials(PathPattern path) {
    String name = path.name();
    if (path.endsWith("environ") && path.steps().get(0).equals("proc")) {
      return true;
    }
    if (name.equals(".pgpass") || name.equals(".envrc") || name.equals(".pg_service.conf")) {
      return true;
    }
    if (name.startsWith(".") && Marks.pattern(name)) {
      return Marks.mayBe(name, ".env") || Marks.mayBe(name, ".env.local");
    }
    if (name.equals(".env") || name.startsWith(".env" + Marks.UNKNOWN)) {
      return true;
    }
    return name.startsWith(".env.")
        && !EXAMPLES.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** As people would write it from within the project. */
  private String shown(Act.FileUse use) {
    String path = use.path();
    String relative = path.startsWith(project + "/") ? path.substring(project.length() + 1) : path;
    return Marks.shown(relative).replace('`', '\'');
  }

  private static Optional<Act> bypass(String what, String help) {
    return Optional.of(new Act.Bypass(what, help));
  }

  /** The way forward where there is none but to stop. */
  private static final class Ways {
    static final String LEAVE = "leave it as it is; ask a person if it has to go";
  }
}
