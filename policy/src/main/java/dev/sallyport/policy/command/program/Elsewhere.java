package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Printed;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Set;

/** Programs that run a command on another machine. */
final class Elsewhere {
  private static final Set<String> LOSING =
      Set.of(
          "pg:reset",
          "pg:push",
          "pg:copy",
          "pg:restore",
          "pg:backups:restore",
          "pg:promote",
          "addons:destroy",
          "pg:killall",
          "apps:destroy");

  private Elsewhere() {}

  static String start(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    return switch (invocation.program()) {
      case "ssh" -> ssh(invocation, shell);
      case "heroku" -> heroku(words, invocation, shell);
      case "railway" -> railway(words, invocation, shell);
      default -> fly(words, invocation, shell);
    };
  }

  private static String ssh(Invocation invocation, Shell shell) {
    List<String> rest =
        Arguments.leading(invocation.arguments(), "iplobLRDJFEcmOQSWwBI", Set.of()).operands();
    int command = rest.size() > 1 && rest.get(1).equals("--") ? 2 : 1;
    if (rest.size() > command) {
      return shell.runElsewhere(
          Marks.plain(String.join(" ", rest.subList(command, rest.size()))), invocation.input());
    }
    return invocation.input() == null ? "" : shell.runElsewhere(invocation.inputText(), null);
  }

  private static String heroku(List<String> words, Invocation invocation, Shell shell) {
    Arguments arguments =
        Arguments.of(words, "arcs", Set.of("app", "remote", "command", "size", "type"));
    String command = arguments.operand(0);
    if (LOSING.contains(command)) {
      shell.bypass("`" + invocation.line() + "` changes or destroys a database", Ways.PERSON);
    } else if (command.equals("config:get") && Printed.isSecret(arguments.operand(1))) {
      shell.report(Printed.act(arguments.operand(1)));
    } else if (command.equals("config") || command.equals("pg:credentials:url")) {
      return Printed.ENVIRONMENT;
    } else if (command.equals("pg:psql") || command.equals("psql")) {
      String sql = arguments.value("c", "command").orElse(invocation.inputText());
      shell.start(List.of("psql", "-c", sql), java.util.Map.of(), null);
    } else if (command.startsWith("run")) {
      List<String> rest =
          Arguments.leading(
                  words.subList(1, words.size()), "ars", Set.of("app", "remote", "size", "type"))
              .operands();
      return shell.runElsewhere(String.join(" ", rest), invocation.input());
    }
    return Marks.ANYTHING;
  }

  private static String railway(List<String> words, Invocation invocation, Shell shell) {
    List<String> rest =
        Arguments.leading(words, "sepi", Set.of("service", "environment", "project")).operands();
    if (rest.isEmpty()) {
      return "";
    }
    List<String> after =
        Arguments.leading(
                rest.subList(1, rest.size()), "sepi", Set.of("service", "environment", "project"))
            .operands();
    if (Set.of("run", "ssh", "local", "shell").contains(rest.get(0)) && !after.isEmpty()) {
      return Wrappers.env(after, invocation, shell);
    }
    if (rest.get(0).equals("connect")) {
      return shell.start(List.of("psql"), java.util.Map.of(), invocation.input());
    }
    return Marks.ANYTHING;
  }

  private static String fly(List<String> words, Invocation invocation, Shell shell) {
    Arguments arguments = Arguments.of(words, "aCcr", Set.of("app", "command", "config", "region"));
    arguments.values("C", "command").forEach(text -> shell.runElsewhere(text, invocation.input()));
    if (words.contains("destroy") || words.contains("detach")) {
      shell.doubt("`" + invocation.line() + "` may destroy a database", "ask a person to do this");
    }
    if (words.contains("postgres") && words.contains("connect")) {
      shell.start(List.of("psql"), java.util.Map.of(), invocation.input());
    }
    return Marks.ANYTHING;
  }
}
