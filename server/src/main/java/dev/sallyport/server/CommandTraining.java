package dev.sallyport.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets short commands do their usual work, and adds the classes that takes to the server's list.
 */
final class CommandTraining {
  private static final String LIST = "-XX:DumpLoadedClassList=";

  private static final List<String> HOOK_CALLS =
      List.of(
          bash("cd app && npm run build 2>&1 | head -n 20; git commit -m \\\"$(cat x)\\\""),
          bash("for f in a b; do npx prisma migrate reset --force || true; done"),
          bash("psql -c 'DELETE FROM users'; node -e 'console.log(1)'; rm -rf dist; cat .env"),
          bash("psql -c 'SELECT count(*) FROM users WHERE id = 1'"),
          bash(
              "ls -la; npm test; pnpm -r build; yarn; npx tsc --noEmit; pwd; which node; mkdir -p"
                  + " a; docker compose up -d; kubectl get pods; ssh host ls; make build; task"
                  + " build; python3 -c 'print(1)'; curl -s localhost | jq .; tar xf a.tgz; zip"
                  + " a.zip b; git status; git checkout main; git stash; git apply a.patch; kill"
                  + " 12; gh pr list"),
          bash(
              "grep -rn x src | sort -u | wc -l; find . -name '*.ts' | xargs -n1 echo; sed -n 1,5p"
                  + " a; awk '{print $1}' a; cp a b; mv b c; touch d; echo $(date) > e; export A=b;"
                  + " if [ -f a ]; then . venv/bin/activate; fi; timeout 5 env A=b bash -c 'eval"
                  + " ls'; while read l; do printf '%s' $l; done < a; mvn -q test; rails test; vim"
                  + " a; aws s3 ls; tmux ls; watch ls; poetry run x; f() { ls; }; f; sallyport"
                  + " status"),
          "{\"tool_name\":\"mcp__x__query\",\"tool_input\":{\"path\":\"a\",\"command\":\"ls\"}}",
          "{\"tool_name\":\"Read\",\"tool_input\":{\"file_path\":\"src/a.ts\"}}",
          "{\"tool_name\":\"Edit\",\"tool_input\":{\"file_path\":\"src/a.ts\"}}");

  private static final List<List<String>> COMMANDS =
      List.of(List.of("status"), List.of("status", "--json"), List.of("validate", "--no-database"));

  private final Path folder;
  private final Path home;
  private final List<String> options;

  /**
   * @param folder the project's
   * @param options the JVM's for the server, with the file of its list
   */
  CommandTraining(Path folder, Path home, List<String> options) {
    this.folder = folder;
    this.home = home;
    this.options = options;
  }

  void run() throws IOException, InterruptedException {
    Path list =
        options.stream()
            .filter(option -> option.startsWith(LIST))
            .map(option -> Path.of(option.substring(LIST.length())))
            .findFirst()
            .orElse(null);
    if (list == null || !Files.exists(list)) {
      return;
    }
    Set<String> known = new HashSet<>(Files.readAllLines(list));
    for (String call : HOOK_CALLS) {
      add(List.of("hook", "claude-code"), call, list, known);
    }
    for (List<String> command : COMMANDS) {
      add(command, "", list, known);
    }
  }

  private void add(List<String> command, String input, Path list, Set<String> known)
      throws IOException, InterruptedException {
    Path more = folder.resolve("more.classes");
    Files.deleteIfExists(more);
    answer(command, input, more);
    if (Files.exists(more)) {
      List<String> added = Files.readAllLines(more).stream().filter(known::add).toList();
      Files.write(list, added, StandardOpenOption.APPEND);
    }
  }

  private void answer(List<String> arguments, String input, Path classes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    options.stream().filter(option -> !option.startsWith(LIST)).forEach(command::add);
    command.add(LIST + classes);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    builder.environment().put("SALLYPORT_HOME", home.toString());
    builder.environment().put("SALLYPORT_CONFIG", folder.resolve("config").toString());
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    process.waitFor();
  }

  private static String bash(String command) {
    return "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\""
        + command
        + "\"}}";
  }
}
