package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Program;
import dev.sallyport.policy.command.walk.Walk;
import dev.sallyport.policy.command.walk.Weighty;
import org.jspecify.annotations.Nullable;

/** The list of known programs. The empty name stands for every other one. */
public final class Registry implements Walk.Programs {
  @Override
  public @Nullable Program of(String name) {
    Weighty weighty = weighty(name);
    if (weighty != null) {
      return weighty;
    }
    Program program = shell(name);
    if (program == null) {
      program = Wrappers.of(name);
    }
    if (program == null) {
      program = OtherShells.of(name);
    }
    if (program == null) {
      program = code(name);
    }
    return program == null ? files(name) : program;
  }

  /** Programs that reach databases. */
  private static @Nullable Weighty weighty(String name) {
    return switch (name) {
      case "prisma", "prisma2", "prisma-client-py" -> Prisma::start;
      case "psql", "pgcli", "usql" -> Psql::start;
      case "dropdb",
          "createdb",
          "dropuser",
          "createuser",
          "pg_restore",
          "pg_resetwal",
          "pgloader",
          "pg_dropcluster",
          "pg_ctl",
          "initdb",
          "pgbench",
          "pg_dump",
          "pg_dumpall",
          "pg_ctlcluster",
          "pg_rewind",
          "pg_upgrade",
          "pg_upgradecluster",
          "clusterdb",
          "vacuumdb",
          "reindexdb",
          "postgres",
          "vacuumlo" ->
          PostgresTools::start;
      case "mysql", "mariadb", "mycli", "mongosh", "mongo", "sqlcmd", "cockroach" ->
          OtherDatabases::start;
      default -> MigrationTools.knows(name) ? MigrationTools::start : null;
    };
  }

  private static @Nullable Program shell(String name) {
    return switch (name) {
      case "cd",
          "pushd",
          "export",
          "declare",
          "typeset",
          "local",
          "readonly",
          "alias",
          "unalias",
          "unset",
          "set",
          "shift",
          "read",
          "mapfile",
          "readarray",
          "printf",
          "echo",
          "print",
          ":",
          "true",
          "false",
          "test",
          "[",
          "hash",
          "type",
          "which",
          "whence",
          "where",
          "man",
          "whatis",
          "apropos",
          "tldr",
          "info",
          "pwd",
          "wait",
          "sleep",
          "exit",
          "return",
          "shopt",
          "setopt",
          "ulimit",
          "umask",
          "jobs",
          "history" ->
          Builtins::start;
      case "eval", "source", ".", "trap" -> Evaluators::start;
      case "sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "rbash", "mksh", "yash" ->
          Shells::start;
      case "npm",
          "npx",
          "pnpm",
          "pnpx",
          "yarn",
          "yarnpkg",
          "bun",
          "bunx",
          "ni",
          "nr",
          "nx",
          "turbo",
          "npm-run-all",
          "run-s",
          "run-p",
          "lerna",
          "corepack" ->
          NodeRunners::start;
      case "docker", "podman", "nerdctl", "docker-compose", "podman-compose", "kubectl", "oc" ->
          Containers::start;
      case "ssh", "fly", "flyctl", "heroku", "railway" -> Elsewhere::start;
      case "sallyport" -> SallyportProgram::start;
      case "kill", "pkill", "killall", "systemctl", "service", "launchctl", "brew", "claude" ->
          Stoppers::start;
      default -> null;
    };
  }

  private static @Nullable Program code(String name) {
    if (Interpreters.knows(name)) {
      return Interpreters::start;
    }
    if (Frameworks.knows(name)) {
      return Frameworks::start;
    }
    if (BuildTools.knows(name)) {
      return BuildTools::start;
    }
    return Clouds.knows(name) ? Clouds::start : null;
  }

  private static @Nullable Program files(String name) {
    return switch (name) {
      case "cat",
          "base64",
          "openssl",
          "tr",
          "rev",
          "xxd",
          "tee",
          "head",
          "tail",
          "tac",
          "sort",
          "uniq",
          "gunzip",
          "zcat",
          "find",
          "sed",
          "gsed",
          "awk",
          "gawk",
          "mawk",
          "seq",
          "yes",
          "curl",
          "wget" ->
          Filters::start;
      case "rm",
          "unlink",
          "shred",
          "rmdir",
          "mv",
          "cp",
          "ln",
          "install",
          "rsync",
          "scp",
          "dd",
          "truncate",
          "touch",
          "chmod",
          "chown",
          "trash",
          "del",
          "rd",
          "patch" ->
          FileTools::start;
      case "git" -> Git::start;
      case "sqlite3" -> Readers::start;
      case "printenv" -> Variables::start;
      case "" -> Others::start;
      case "ls" -> Listing::start;
      default -> byWhatItTakes(name);
    };
  }

  private static @Nullable Program byWhatItTakes(String name) {
    if (Archives.knows(name)) {
      return Archives::start;
    }
    return Readers.knows(name) ? Readers::start : null;
  }
}
