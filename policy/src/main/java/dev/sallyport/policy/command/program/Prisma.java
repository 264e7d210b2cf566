package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Set;

/** Prisma's own command line, 5.x to 7.x. What only looks or writes code passes. */
final class Prisma {
  private static final Set<String> VALUED =
      Set.of(
          "schema",
          "config",
          "name",
          "n",
          "url",
          "file",
          "stdin-timeout",
          "applied",
          "rolled-back",
          "from-url",
          "to-url",
          "from-migrations",
          "to-migrations",
          "script-file",
          "from-schema",
          "to-schema",
          "from-schema-datamodel",
          "to-schema-datamodel",
          "from-schema-datasource",
          "to-schema-datasource",
          "shadow-database-url",
          "output",
          "o",
          "generator",
          "datasource-provider",
          "port",
          "p",
          "browser",
          "b",
          "hostname",
          "sql");

  private Prisma() {}

  static String start(Invocation invocation, Shell shell) {
    List<String> given = invocation.arguments();
    if (Arguments.asksForHelp(given)) {
      return Marks.ANYTHING;
    }
    Arguments arguments = Arguments.of(given, "np", VALUED);
    String area = arguments.operand(0);
    String command = arguments.operand(1);
    if (!Marks.known(area) || !Marks.known(command)) {
      unclear(invocation, shell);
    } else if (area.equals("migrate")) {
      migrate(command, invocation, shell);
    } else if (area.equals("db")) {
      database(command, arguments, invocation, shell);
    } else if (area.equals("reset") || area.equals("migration")) {
      refuse(invocation, shell, "changes the database past the gate", Ways.PROPOSE);
    }
    return Marks.ANYTHING;
  }

  private static void migrate(String command, Invocation invocation, Shell shell) {
    switch (command) {
      case "", "status", "diff" -> {}
      case "reset" ->
          refuse(
              invocation,
              shell,
              "drops every table with its rows",
              Ways.STATUS + "; " + Ways.operation("migrate-reset"));
      case "dev" ->
          refuse(
              invocation,
              shell,
              "applies migrations, and may offer to reset the database",
              Ways.PROPOSE);
      case "deploy" ->
          refuse(
              invocation,
              shell,
              "applies migrations past the gate",
              Ways.operation("migrate-deploy"));
      case "resolve" ->
          refuse(
              invocation,
              shell,
              "rewrites the history of migrations",
              Ways.operation("migrate-resolve"));
      default -> refuse(invocation, shell, "changes the database past the gate", Ways.PROPOSE);
    }
  }

  private static void database(
      String command, Arguments arguments, Invocation invocation, Shell shell) {
    switch (command) {
      case "" -> {}
      case "push" ->
          refuse(
              invocation,
              shell,
              arguments.has("force-reset", "accept-data-loss")
                  ? "may destroy data to make the database fit"
                  : "changes the database without a migration",
              Ways.PROPOSE);
      case "pull" -> {
        if (!arguments.has("print")) {
          refuse(invocation, shell, "overwrites schema.prisma", Ways.operation("db-pull"));
        }
      }
      case "seed" ->
          refuse(invocation, shell, "writes rows past the gate", Ways.operation("db-seed"));
      case "execute" -> execute(arguments, invocation, shell);
      default -> refuse(invocation, shell, "changes the database past the gate", Ways.PROPOSE);
    }
  }

  /** Its SQL may be read; where it can't be, it is no read, since that would print nothing. */
  private static void execute(Arguments arguments, Invocation invocation, Shell shell) {
    String sql =
        arguments.has("stdin")
            ? invocation.inputText()
            : arguments.value("file").flatMap(shell::text).orElse("");
    if (sql.isBlank() || !Marks.known(sql)) {
      refuse(invocation, shell, "runs SQL past the gate", Ways.EXECUTE);
    } else {
      shell.report(SqlText.of(sql, "prisma db execute"));
    }
  }

  private static void unclear(Invocation invocation, Shell shell) {
    shell.doubt(
        "`" + invocation.line() + "` may be any command of Prisma",
        "write the command out; " + Ways.STATUS);
  }

  private static void refuse(Invocation invocation, Shell shell, String why, String help) {
    shell.bypass("`" + invocation.line() + "` " + why, help);
  }
}
