package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Web frameworks' own programs, whose tasks may change a database. */
final class Frameworks {
  private static final Set<String> NAMES =
      Set.of(
          "rails",
          "rake",
          "django-admin",
          "manage.py",
          "artisan",
          "mix",
          "dotnet",
          "dotnet-ef",
          "bin/console",
          "console",
          "rw",
          "redwood",
          "blitz",
          "ace",
          "flask",
          "directus",
          "medusa",
          "keystone",
          "payload",
          "symfony",
          "doctrine",
          "phinx",
          "craft",
          "wp",
          "lucky",
          "cap",
          "amber",
          "make",
          "gmake",
          "just",
          "task",
          "invoke");

  /** Tasks that change a database, as whole words or pairs. */
  private static final Pattern CHANGING =
      Pattern.compile(
          "(?i)(^| )(db:(drop|reset|purge|migrate|rollback|setup|prepare|create|seed|schema:load"
              + "|structure:load|truncate_all|wipe|fixtures:load|environment:set)[\\w:\\[\\]]*"
              + "|migrate:(fresh|reset|refresh|rollback|up|down|latest)|db:wipe|migration:(run|refresh|reset|fresh"
              + "|rollback)|ecto\\.(drop|reset|rollback|migrate|create|load|setup)"
              + "|doctrine:(schema:(drop|update|create)|database:(drop|create)"
              + "|migrations:(migrate|execute)|fixtures:load|query:sql|schema:drop)|orm:schema-tool:(drop|update|create)|migrations:(migrate|rollback)|ef"
              + " database (drop|update)|database (drop|update)|db (upgrade|downgrade|stamp)|prisma"
              + " (migrate (reset|dev|deploy|resolve)|db (push|seed|execute|pull))"
              + "|(flush|reset_db|dbshell|migrate|loaddata)|database:drop|schema:drop|schema"
              + " apply|--reset-db)( |$)");

  private static final Set<String> TASK_RUNNERS = Set.of("make", "gmake", "just", "task", "invoke");

  private Frameworks() {}

  static boolean knows(String name) {
    return NAMES.contains(name);
  }

  static String start(Invocation invocation, Shell shell) {
    List<String> given = invocation.arguments();
    if (TASK_RUNNERS.contains(invocation.program())) {
      return tasks(invocation, shell);
    }
    if (Arguments.asksForHelp(given)
        || given.contains("db:migrate:status")
        || given.contains("--plan")
        || given.contains("--check")) {
      return Marks.ANYTHING;
    }
    if (given.size() > 1
        && (given.get(0).equals("runner") || given.get(0).equals("r"))
        && invocation.program().equals("rails")) {
      model(given.get(1), shell, invocation);
    } else if (given.contains("shell") && given.stream().anyMatch(w -> w.startsWith("-c"))) {
      model(given.get(given.size() - 1), shell, invocation);
    } else if (given.contains("tinker") && given.size() > 1) {
      model(given.get(given.size() - 1), shell, invocation);
    } else if (!invocation.inputText().isBlank()
        && given.stream()
            .anyMatch(Set.of("c", "console", "shell", "shell_plus", "tinker")::contains)) {
      model(invocation.inputText(), shell, invocation);
    } else {
      String line = String.join(" ", given);
      if (CHANGING.matcher(line).find()) {
        shell.bypass(
            "`" + invocation.line() + "` changes the database past the gate", Ways.PROPOSE);
      }
    }
    return given.contains("sqlflush") ? "TRUNCATE sallyport_unknown;\n" : Marks.ANYTHING;
  }

  /** Code that runs where the framework has loaded its models. */
  private static void model(String code, Shell shell, Invocation invocation) {
    Code.inline("ActiveRecord; " + code, shell, invocation);
  }

  /** What a target runs is not read here; one that is named after a loss is worth a question. */
  private static String tasks(Invocation invocation, Shell shell) {
    if (invocation.program().equals("task")) {
      new Taskfile(invocation, shell).run();
      return Marks.ANYTHING;
    }
    new Makefile(invocation, shell).run();
    return Marks.ANYTHING;
  }
}
