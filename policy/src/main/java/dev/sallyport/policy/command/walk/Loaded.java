package dev.sallyport.policy.command.walk;

import dev.sallyport.policy.command.Act;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of credentials that a shell has taken into its environment. Every program that it starts
 * then has them, which is what such files are for; showing them, handing them on in words, or
 * loading them for nothing is not.
 */
final class Loaded {
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(KEY|SECRET|TOKEN|PASS|PWD|CREDENTIAL|DSN|_UR[IL]$|AUTH|PRIVATE).*");
  private static final Pattern ACCOUNT = Pattern.compile("(?s).*://[^\\s/]*@.*");

  /** What a file that can't be read may well set. */
  private static final List<String> USUAL =
      List.of("DATABASE_URL", "DIRECT_URL", "POSTGRES_URL", "POSTGRES_PASSWORD", "PGPASSWORD");

  /** Part of the shell: they change it, or say something. */
  private static final Set<String> OF_THE_SHELL =
      Set.of(
          "cd",
          "pushd",
          "popd",
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
          "printf",
          "echo",
          "print",
          ":",
          "true",
          "false",
          "test",
          "[",
          "pwd",
          "exit",
          "return",
          "shopt",
          "setopt",
          "hash",
          "type",
          "which",
          "source",
          ".",
          "eval",
          "trap",
          "wait",
          "sleep",
          "env",
          "printenv",
          "compgen",
          "exec",
          "cat");

  /** Without a script they are the agent's next shell, which would have the values in hand. */
  private static final Set<String> SHELLS = Set.of("bash", "sh", "dash", "zsh", "ksh", "fish");

  /** {@code ps} shows environments to an {@code e} without a dash. */
  private static final Pattern ENVIRONMENTS_OF_PROCESSES = Pattern.compile("[a-zA-Z]*e[a-zA-Z]*");

  /** Programs of the shell that look at a word and don't show it. */
  private static final Set<String> BLIND =
      Set.of(
          "test",
          "[",
          ":",
          "true",
          "false",
          "export",
          "declare",
          "typeset",
          "local",
          "readonly",
          "unset");

  private static final Set<String> DECLARING =
      Set.of("export", "declare", "typeset", "readonly", "local");

  /** However a language names its environment. */
  private static final Pattern ENVIRONMENT = Pattern.compile("(?i)env|\\$_SERVER");

  /** The word after one of these is code. */
  private static final Set<String> CODE =
      Set.of("-e", "-c", "-p", "-r", "-pe", "-ne", "-E", "--eval", "--print", "eval");

  private static final Pattern INTERPRETER =
      Pattern.compile("(node|deno|bun|tsx|ts-node|python|ruby|perl|php|lua|Rscript)[0-9.]*");

  private final Act.FileUse use;
  private boolean used;

  private Loaded(Act.FileUse use) {
    this.use = use;
  }

  /**
   * Takes a file into the environment of a scope.
   *
   * @param text the file's; empty where it can't be read
   */
  static void into(Scope scope, Walk walk, Act.FileUse use, Optional<String> text) {
    Map<String, String> before = scope.values();
    if (text.isPresent()) {
      walk.text(text.get(), null, scope);
    } else {
      USUAL.forEach(name -> scope.set(name, Marks.ANYTHING));
    }
    scope.values().entrySet().stream()
        .filter(value -> !value.getValue().equals(before.get(value.getKey())))
        .filter(value -> isSecret(value.getKey(), value.getValue()))
        .forEach(value -> scope.set(value.getKey(), Marks.secret(value.getKey())));
    Loaded loaded = new Loaded(use);
    scope.load(loaded);
    walk.mind(loaded);
  }

  private static boolean isSecret(String name, String value) {
    return Printed.isSecret(name)
        || SECRET.matcher(name).matches()
        || ACCOUNT.matcher(value).matches();
  }

  /** A program starts in a shell that has them. */
  void start(String name, List<String> arguments, @Nullable String input, Walk walk) {
    used |= !OF_THE_SHELL.contains(name) && !isNextShell(name, arguments, input);
    if (shows(name, arguments, input)) {
      walk.report(Printed.act(Paths.name(use.path())));
    }
  }

  private static boolean isNextShell(String name, List<String> arguments, @Nullable String input) {
    return SHELLS.contains(name)
        && input == null
        && arguments.stream().allMatch(word -> word.startsWith("-") && !word.equals("-c"));
  }

  /** What is said at the end: where nothing was started, the shell itself was to have them. */
  Optional<Act> remark() {
    return used ? Optional.empty() : Optional.of(use);
  }

  private static boolean shows(String name, List<String> arguments, @Nullable String input) {
    return switch (name) {
      case "printenv", "compgen" -> true;
      case "set" -> arguments.isEmpty();
      case "ps" ->
          arguments.stream().anyMatch(word -> ENVIRONMENTS_OF_PROCESSES.matcher(word).matches());
      case "env" -> arguments.stream().allMatch(word -> word.startsWith("-") || word.contains("="));
      default ->
          DECLARING.contains(name) && (arguments.isEmpty() || arguments.contains("-p"))
              || name.endsWith("awk") && ENVIRONMENT.matcher(String.join(" ", arguments)).find()
              || INTERPRETER.matcher(name).matches() && codeNamesIt(arguments, input);
    };
  }

  private static boolean codeNamesIt(List<String> arguments, @Nullable String input) {
    for (int i = 1; i < arguments.size(); i++) {
      boolean module = arguments.get(i).contains("/") && !arguments.get(i).contains("(");
      if (CODE.contains(arguments.get(i - 1))
          && !module
          && ENVIRONMENT.matcher(arguments.get(i)).find()) {
        return true;
      }
    }
    return input != null && ENVIRONMENT.matcher(input).find();
  }

  /** A secret among a program's words, or in what it reads, is one that somebody may see. */
  static void handedOn(String name, List<String> arguments, @Nullable String input, Walk walk) {
    if (BLIND.contains(name)) {
      return;
    }
    for (String word : arguments) {
      String secret = Marks.secretIn(word);
      if (secret != null) {
        walk.report(Printed.act(secret));
      }
    }
    String secret = input == null ? null : Marks.secretIn(input);
    if (secret != null) {
      walk.report(Printed.act(secret));
    }
  }
}
