package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Set;

/** Programs that give another one its variables, its versions or its packages. */
final class ToolRunners {
  private static final Set<String> NAMES =
      Set.of(
          "cross-env",
          "cross-env-shell",
          "env-cmd",
          "dotenv",
          "dotenvx",
          "dotenv-cli",
          "doppler",
          "op",
          "infisical",
          "aws-vault",
          "chamber",
          "direnv",
          "with-env",
          "envchain",
          "teller",
          "varlock",
          "vault-env",
          "envkey-source",
          "sops",
          "mise",
          "nvm",
          "volta",
          "asdf",
          "rtx",
          "fnm",
          "bundle",
          "poetry",
          "pipenv",
          "uv",
          "uvx",
          "pdm",
          "hatch",
          "rye",
          "conda",
          "nix-shell",
          "nix",
          "devbox",
          "devenv",
          "bazel",
          "rvm",
          "rbenv",
          "pyenv",
          "pipx",
          "steampipe",
          "foreman",
          "honcho",
          "overmind",
          "ts-node-dev",
          "is-ci",
          "wait-on",
          "sst",
          "vercel",
          "netlify",
          "serverless",
          "sls",
          "dotenv-vault",
          "pkgx",
          "flox",
          "zellij",
          "watchexec");

  private ToolRunners() {}

  static boolean knows(String name) {
    return NAMES.contains(name);
  }

  /** A runner finds its command behind a {@code --}, or behind a word such as {@code exec}. */
  static String start(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    int end = words.indexOf("--");
    if (end >= 0) {
      return Wrappers.env(words.subList(end + 1, words.size()), invocation, shell);
    }
    int nix = invocation.program().equals("nix") ? command(words) : -1;
    if (nix >= 0) {
      return Wrappers.env(words.subList(nix + 1, words.size()), invocation, shell);
    }
    List<String> rest =
        Arguments.leading(
                words,
                "efpcC",
                Set.of(
                    "env-file",
                    "file",
                    "project",
                    "config",
                    "env",
                    "with",
                    "python",
                    "directory",
                    "command"))
            .operands();
    if (!rest.isEmpty()
        && Set.of("run", "exec", "x", "env", "shell", "local").contains(rest.get(0))) {
      rest = rest.subList(1, rest.size());
      if (!rest.isEmpty() && rest.get(0).startsWith("-")) {
        rest = Arguments.leading(rest, "efpcC", Set.of("env-file", "with", "python")).operands();
      }
    }
    if (invocation.program().equals("direnv") && !rest.isEmpty()) {
      rest = rest.subList(1, rest.size());
    }
    if (!rest.isEmpty() && rest.get(0).matches("v?\\d[\\d.]*|lts.*|default|current")) {
      rest = rest.subList(1, rest.size());
    }
    for (String text : Arguments.of(words, "", Set.of("command", "run")).values("command", "run")) {
      shell.runApart(text, List.of(), null);
    }
    return rest.isEmpty() ? "" : Wrappers.env(rest, invocation, shell);
  }

  /** Where the words of a command begin, as {@code nix develop -c} has them. */
  private static int command(List<String> words) {
    return Math.max(words.indexOf("-c"), words.indexOf("--command"));
  }
}
