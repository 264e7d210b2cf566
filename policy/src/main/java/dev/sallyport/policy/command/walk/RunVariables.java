package dev.sallyport.policy.command.walk;

import dev.sallyport.policy.command.shell.Node;
import dev.sallyport.policy.command.shell.ShellParser;
import dev.sallyport.policy.command.shell.Word;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Variables whose text a shell, or a program that reads them, runs by itself. */
final class RunVariables {
  private static final Set<String> COMMANDS =
      Set.of(
          "PROMPT_COMMAND",
          "PAGER",
          "MANPAGER",
          "GIT_PAGER",
          "PSQL_PAGER",
          "EDITOR",
          "VISUAL",
          "GIT_EDITOR",
          "PSQL_EDITOR",
          "GIT_SEQUENCE_EDITOR",
          "GIT_SSH_COMMAND",
          "GIT_SSH",
          "GIT_ASKPASS",
          "SSH_ASKPASS",
          "GIT_EXTERNAL_DIFF",
          "GIT_PROXY_COMMAND",
          "RSYNC_RSH",
          "LESSOPEN",
          "BROWSER");
  private static final Set<String> PROMPTS = Set.of("PS0", "PS1", "PS2", "PS4");

  private final Walk walk;
  private final Scope scope;

  RunVariables(Walk walk, Scope scope) {
    this.walk = walk;
    this.scope = scope;
  }

  void set(Map<String, String> values) {
    values.forEach(this::set);
  }

  private void set(String name, String value) {
    if (COMMANDS.contains(name)) {
      walk.text(value, null, scope.copy());
    } else if (PROMPTS.contains(name)) {
      expanded(value);
    }
  }

  /** What it substitutes runs; what is left is only shown. */
  private void expanded(String prompt) {
    for (Node node : ShellParser.parse(": \"" + prompt.replace("\"", "\\\"") + "\"").nodes()) {
      if (node instanceof Node.Simple simple) {
        List<Word> words = simple.words();
        words.forEach(word -> Expansion.text(word, walk, scope.copy()));
      }
    }
  }
}
