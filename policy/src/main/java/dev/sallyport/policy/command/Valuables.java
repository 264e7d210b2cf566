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
  private final WorkTree tree;

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
      MigrationAge migrations,
      WorkTree tree) {
    this.project = project;
    this.home = home;
    this.ours = List.copyOf(ours);
    this.policies = List.copyOf(policies);
    this.migrations = migrations;
    this.tree = tree;
  }

  /** What is wrong with using the file so; empty where nothing is. */
  public Optional<Act> objection(Act.FileUse use) {
    if (use.path().indexOf('\0') >= 0) {
      return Optional.empty();
    }
    PathPattern path = new PathPattern(use.path());
    return switch (use.access()) {
      case READ -> reading(use, path);
      case WRITE, REMOVE -> changing(use, path);
      case REVERT, REPLACE -> restoring(use, path);
    };
  }

  /** What is wrong with throwing work away; empty where none of it is valuable. */
  public Optional<Act> objection(Act.Discard discard) {
    if (!Marks.known(discard.folder()) || Marks.pattern(discard.folder())) {
      return Optional.empty();
    }
    List<PathPattern> named = discard.paths().stream().map(PathPattern::new).toList();
    List<String> lost =
        tree.losing(discard.folder(), discard.loss()).stream()
            .filter(file -> named.isEmpty() || named.stream().anyMatch(p -> p.covers(file)))
            .filter(this::isKept)
            .toList();
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    String more = lost.size() == 1 ? "" : " and " + (lost.size() - 1) + " more files";
    return Optional.of(
        new Act.Doubt(
            "`"
                + discard.through()
                + "` throws away what only the folder has of `"
                + shown(lost.get(0))
                + "`"
                + more,
            "commit or stash it first, or name the files that may go"));
  }

  /** Whether losing the file would be noticed: the policy, the guard's settings, a migration. */
  private boolean isKept(String file) {
    PathPattern path = new PathPattern(file);
    return policies.stream().anyMatch(path::is)
        || isSetting(path)
        || MIGRATION.matcher(file).matches()
            && List.of(shown(file).split("/")).stream().noneMatch(NOT_SOURCES::contains);
  }

  /** A person may well want it, and it can't be told from an agent's own wish. */
  private Optional<Act> restoring(Act.FileUse use, PathPattern path) {
    boolean other = use.access() == Access.REPLACE;
    boolean guard = policies.stream().anyMatch(path::is) || isSetting(path);
    if (other && guard) {
      return changing(new Act.FileUse(Access.WRITE, use.path(), use.through()), path);
    }
    boolean covers = other && (policies.stream().anyMatch(path::covers) || coversMigrations(path));
    if (guard || covers || isMigration(use, path)) {
      return Optional.of(
          new Act.Doubt(
              "`" + use.through() + "` would bring back another `" + shown(use) + "`",
              "leave it out, or have a person say which version is meant"));
    }
    return Optional.empty();
  }

  private boolean isMigration(Act.FileUse use, PathPattern path) {
    boolean directory = path.before(1).equals("migrations") && path.before(2).equals("prisma");
    boolean file = MIGRATION.matcher(Marks.plain(use.path())).matches();
    if (!file && !directory) {
      return false;
    }
    boolean pattern = Marks.pattern(use.path()) || !Marks.known(use.path());
    return pattern
        || migrations.of(file ? use.path() : use.path() + "/migration.sql") == Age.SHARED;
  }

  private boolean coversMigrations(PathPattern path) {
    return path.endsWith("prisma", "migrations") || path.covers(project + "/prisma/migrations");
  }

  private Optional<Act> reading(Act.FileUse use, PathPattern path) {
    if (Credentials.areIn(path)) {
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

  private List<String> settings() {
    return List.of(
        project + "/.claude/settings.json",
        project + "/.claude/settings.local.json",
        project + "/.mcp.json",
        project + "/.cursor/mcp.json",
        project + "/.vscode/mcp.json",
        home + "/.claude/settings.json",
        home + "/.claude/settings.local.json",
        home + "/.claude.json");
  }

  private boolean isGuard(Act.FileUse use, PathPattern path) {
    return isSetting(path) || settings().stream().anyMatch(file -> gone(use, path, file));
  }

  private boolean isSetting(PathPattern path) {
    return settings().stream().anyMatch(path::is)
        || path.endsWith(".claude", "settings.json")
        || path.endsWith(".claude", "settings.local.json")
        || path.endsWith(".cursor", "hooks.json")
        || path.endsWith("claude-code", "managed-settings.json")
        || path.before(1).equals("hooks") && path.before(2).equals(".claude");
  }

  private static boolean gone(Act.FileUse use, PathPattern path, String target) {
    return use.access() == Access.REMOVE && path.covers(target);
  }

  /** As people would write it from within the project. */
  private String shown(Act.FileUse use) {
    return shown(use.path());
  }

  private String shown(String path) {
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
