package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Printed;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Containers: commands that run in them, and volumes that hold databases. */
final class Containers {
  private static final String LETTERS = "evpwulhmnfHcs";
  private static final Set<String> VALUED =
      Set.of(
          "env",
          "env-file",
          "volume",
          "publish",
          "name",
          "network",
          "workdir",
          "user",
          "entrypoint",
          "label",
          "hostname",
          "mount",
          "memory",
          "cpus",
          "platform",
          "file",
          "project-name",
          "project-directory",
          "profile",
          "context",
          "host",
          "namespace",
          "container",
          "kubeconfig",
          "image",
          "restart",
          "index",
          "add-host",
          "net",
          "link",
          "detach-keys",
          "log-driver",
          "shm-size",
          "tmpfs",
          "ulimit",
          "pull",
          "restart-policy");

  private final Invocation invocation;
  private final Shell shell;

  private Containers(Invocation invocation, Shell shell) {
    this.invocation = invocation;
    this.shell = shell;
  }

  static String start(Invocation invocation, Shell shell) {
    String program = invocation.program();
    List<String> words = invocation.arguments();
    if (Arguments.asksForHelp(words.subList(0, Math.min(2, words.size())))) {
      return "";
    }
    Containers containers = new Containers(invocation, shell);
    if (program.equals("kubectl") || program.equals("oc")) {
      return containers.pods(words);
    }
    return program.endsWith("-compose") ? containers.compose(words) : containers.engine(words);
  }

  private String engine(List<String> words) {
    List<String> rest = Arguments.leading(words, "Hcl", VALUED).operands();
    String command = rest.isEmpty() ? "" : rest.get(0);
    List<String> after = rest.isEmpty() ? List.of() : rest.subList(1, rest.size());
    if (command.equals("container") && !after.isEmpty()) {
      return engine(after);
    }
    switch (command) {
      case "compose" -> {
        return compose(after);
      }
      case "exec" -> {
        return inside(after);
      }
      case "run", "create" -> {
        return image(after);
      }
      case "inspect" -> {
        return inspected(after);
      }
      case "volume" -> {
        if (!after.isEmpty() && Set.of("rm", "remove", "prune").contains(after.get(0))) {
          volumes();
        }
      }
      case "system" -> {
        if (after.contains("prune") && after.contains("--volumes")) {
          volumes();
        }
      }
      case "rm" -> {
        if (Arguments.of(after, "", Set.of()).has("v", "volumes")) {
          volumes();
        }
        stopping(after);
      }
      case "stop", "kill", "pause", "restart" -> stopping(after);
      case "cp" -> after.forEach(word -> shell.file(Act.Access.READ, word, "docker cp"));
      default -> {}
    }
    return Marks.ANYTHING;
  }

  private String compose(List<String> words) {
    List<String> rest = Arguments.leading(words, "fp", VALUED).operands();
    String command = rest.isEmpty() ? "" : rest.get(0);
    List<String> after = rest.isEmpty() ? List.of() : rest.subList(1, rest.size());
    switch (command) {
      case "exec" -> {
        return inside(after);
      }
      case "run" -> {
        return image(after);
      }
      case "config", "convert" -> config(words, after);
      case "down", "rm" -> {
        if (Arguments.of(after, "t", Set.of("timeout", "rmi")).has("v", "volumes")) {
          volumes();
        }
        stopping(after);
      }
      case "up" -> {
        if (after.contains("-V") || after.contains("--renew-anon-volumes")) {
          volumes();
        }
      }
      case "stop", "kill", "pause", "restart" -> stopping(after);
      default -> {}
    }
    return Marks.ANYTHING;
  }

  private String inside(List<String> words) {
    List<String> rest = Arguments.leading(words, LETTERS, VALUED).operands();
    return rest.size() < 2
        ? ""
        : shell.start(rest.subList(1, rest.size()), Map.of(), invocation.input());
  }

  /** The image's own program may be the one that is meant: both readings are followed. */
  private String image(List<String> words) {
    Arguments arguments = Arguments.leading(words, LETTERS, VALUED);
    List<String> rest = arguments.operands();
    if (rest.isEmpty()) {
      return "";
    }
    List<String> command = new java.util.ArrayList<>(rest.subList(1, rest.size()));
    arguments.value("entrypoint").ifPresent(program -> command.add(0, program));
    String output = command.isEmpty() ? "" : shell.start(command, Map.of(), invocation.input());
    if (output.contains(Printed.ENVIRONMENT)) {
      arguments.values("env-file").forEach(this::shown);
    }
    return output;
  }

  /** With its variables, unless a format asks for something else. */
  private String inspected(List<String> words) {
    Arguments arguments = Arguments.of(words, "f", Set.of("format", "type"));
    String format = arguments.value("f", "format").orElse("");
    if (format.matches("(?s).*(\\.Env\\b|json \\.(Config)?\\s*}|\\{\\s*\\.(Config)?\\s*}).*")) {
      shell.report(Printed.act("DATABASE_URL"));
    }
    return format.isEmpty() ? Printed.ENVIRONMENT : Marks.ANYTHING;
  }

  /** The whole of a configuration has the values of the variables in it. */
  private void config(List<String> all, List<String> words) {
    Set<String> parts =
        Set.of(
            "-q",
            "--quiet",
            "--services",
            "--volumes",
            "--images",
            "--profiles",
            "--networks",
            "--hash",
            "--models");
    if (words.stream().anyMatch(parts::contains)) {
      return;
    }
    List<String> named = Arguments.leading(all, "fp", VALUED).values("env-file");
    named.forEach(this::shown);
    if (named.isEmpty() && shell.text(".env").isPresent()) {
      shown(".env");
    }
  }

  private void shown(String file) {
    shell.file(Act.Access.READ, file, invocation.line());
  }

  private String pods(List<String> words) {
    int end = words.indexOf("--");
    if (end >= 0 && end + 1 < words.size()) {
      return shell.start(words.subList(end + 1, words.size()), Map.of(), invocation.input());
    }
    List<String> rest = Arguments.leading(words, "ncfl", VALUED).operands();
    if (rest.size() > 1 && rest.get(0).equals("delete") && !words.contains("--dry-run=client")) {
      String kind = rest.get(1);
      if (kind.matches(
          "(?i)(pvc|pv|persistentvolume(claim)?s?|statefulsets?|sts|ns|namespaces?)(/.*)?")) {
        volumes();
      }
    } else if (rest.size() > 1 && rest.get(0).equals("get") && isSecret(rest.get(1), words)) {
      shell.doubt(
          "`" + invocation.line() + "` would show a secret",
          "have a person look at it: Sallyport's tools reach the database without it");
    } else if (rest.size() > 2 && Set.of("exec", "rsh").contains(rest.get(0))) {
      return shell.start(rest.subList(2, rest.size()), Map.of(), invocation.input());
    }
    return Marks.ANYTHING;
  }

  private static boolean isSecret(String kind, List<String> words) {
    return kind.matches("(?i)secrets?(/.*)?")
        && words.stream()
            .anyMatch(word -> word.matches("(-o|--output)=?|(-o|--output=?)(ya?ml|json.*|go-.*)"));
  }

  private void volumes() {
    shell.doubt(
        "`" + invocation.line() + "` may remove a volume that holds a database",
        "ask a person which volumes may go; without the volumes it needs no question");
  }

  private void stopping(List<String> words) {
    if (words.stream().anyMatch(word -> word.contains("sallyport"))) {
      shell.bypass("`" + invocation.line() + "` stops Sallyport", Ways.PERSON);
    }
  }
}
