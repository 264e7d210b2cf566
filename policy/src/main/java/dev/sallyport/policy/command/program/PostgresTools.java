package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Set;

/** PostgreSQL's programs beside psql. */
final class PostgresTools {
  /** What pg_dump's output holds for those who read it. */
  static final String DUMP = "-- PostgreSQL database dump\n" + Marks.ANYTHING;

  private PostgresTools() {}

  static String start(Invocation invocation, Shell shell) {
    List<String> given = invocation.arguments();
    if (Arguments.asksForHelp(given.stream().filter(word -> !word.equals("-h")).toList())
        || given.contains("-?")
        || given.contains("-V")) {
      return Marks.ANYTHING;
    }
    switch (invocation.program()) {
      case "dropdb" -> refuse(invocation, shell, "drops a database");
      case "dropuser" -> refuse(invocation, shell, "drops a role");
      case "createdb" -> refuse(invocation, shell, "creates a database past the gate");
      case "createuser" -> refuse(invocation, shell, "creates a role past the gate");
      case "pg_restore" -> restore(invocation, shell);
      case "pg_dump", "pg_dumpall" -> {
        return DUMP;
      }
      case "pg_ctl", "pg_ctlcluster" -> control(invocation, shell);
      case "clusterdb" -> sql("CLUSTER", invocation, shell);
      case "reindexdb" -> sql("REINDEX DATABASE sallyport_unknown", invocation, shell);
      case "vacuumdb" -> vacuum(invocation, shell);
      case "postgres" -> single(invocation, shell);
      case "pgbench" -> {
        if (given.stream().anyMatch(word -> word.matches("-[a-z]*i.*|--initialize"))) {
          refuse(invocation, shell, "drops and makes its tables");
        }
      }
      default -> refuse(invocation, shell, "changes a database server past the gate");
    }
    return Marks.ANYTHING;
  }

  /** Whoever works with the database would notice, but nothing is lost. */
  private static void control(Invocation invocation, Shell shell) {
    List<String> given = invocation.arguments();
    if (given.stream().anyMatch(Set.of("initdb", "init", "promote")::contains)) {
      refuse(invocation, shell, "changes a database server");
    } else if (given.stream().anyMatch(Set.of("stop", "restart", "kill")::contains)) {
      shell.doubt("`" + invocation.line() + "` stops a database server", Ways.PERSON);
    }
  }

  private static void vacuum(Invocation invocation, Shell shell) {
    Arguments arguments =
        Arguments.of(
            invocation.arguments(),
            "dhpUjtnNP",
            Set.of("dbname", "host", "port", "username", "jobs", "table", "schema"));
    String what = arguments.has("f", "full") ? "VACUUM FULL" : "VACUUM";
    sql(arguments.has("Z", "analyze-only") ? "ANALYZE" : what, invocation, shell);
  }

  /** Programs that send one statement are asked about as if it stood there. */
  private static void sql(String statement, Invocation invocation, Shell shell) {
    shell.report(SqlText.of(statement, invocation.program()));
  }

  /** The server itself, on its files, without a server. */
  private static void single(Invocation invocation, Shell shell) {
    if (invocation.arguments().contains("--single")) {
      shell.report(SqlText.of(invocation.inputText(), "postgres --single"));
    }
  }

  /** Without a database it writes a script, or lists what the archive holds. */
  private static String restore(Invocation invocation, Shell shell) {
    Arguments arguments =
        Arguments.of(
            invocation.arguments(),
            "dFfIjLnNPStThpU",
            Set.of(
                "dbname",
                "format",
                "file",
                "jobs",
                "use-list",
                "schema",
                "host",
                "port",
                "username",
                "table",
                "role",
                "section",
                "superuser",
                "function",
                "index"));
    if (arguments.has("d", "dbname")) {
      refuse(invocation, shell, "writes an archive into a database");
    }
    return DUMP;
  }

  private static void refuse(Invocation invocation, Shell shell, String why) {
    shell.bypass("`" + invocation.line() + "` " + why, Ways.PERSON + "; " + Ways.EXECUTE);
  }
}
