package dev.sallyport.server;

import dev.sallyport.server.cli.CommandLineFace;
import dev.sallyport.server.cli.HookFace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
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
      List.of(
          List.of("status"),
          List.of("status", "--json"),
          List.of("validate", "--no-database"),
          List.of("init"),
          List.of("check"),
          List.of("check", "--format", "json"),
          List.of("doctor"),
          List.of("version"));

  /** Of a project that has something of everything. */
  private static final List<List<String>> EXAMPLE_COMMANDS =
      List.of(
          List.of("check"),
          List.of("check", "--staged"),
          List.of("validate", "--no-database"),
          List.of("explain", "DELETE FROM \"Booking\" WHERE id = '1'"));

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
    Path example = Files.createDirectory(folder.resolve("example"));
    TrainingProject.writeExample(example);
    stage(example);
    Path more = folder.resolve("more.classes");
    answer(more, example);
    Set<String> known = new HashSet<>(Files.readAllLines(list));
    List<String> added = Files.readAllLines(more).stream().filter(known::add).toList();
    Files.write(list, added, StandardOpenOption.APPEND);
  }

  /** Where Git is not there, the commands say so: that too is worth its classes. */
  private static void stage(Path example) throws InterruptedException {
    try {
      for (List<String> words : List.of(List.of("git", "init", "-q"), List.of("git", "add", "."))) {
        ProcessBuilder builder = new ProcessBuilder(words).directory(example.toFile());
        quiet(builder).start().waitFor();
      }
    } catch (IOException e) {
      // no Git
    }
  }

  /** Without what a Git that is just committing says of its repository: it is another one. */
  private static ProcessBuilder quiet(ProcessBuilder builder) {
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private void answer(Path classes, Path example) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    options.stream().filter(option -> !option.startsWith(LIST)).forEach(command::add);
    command.add(LIST + classes);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(CommandTraining.class.getName(), example.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    quiet(builder).environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    builder.environment().put("SALLYPORT_HOME", home.toString());
    builder.environment().put("SALLYPORT_CONFIG", folder.resolve("config").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    process.waitFor();
  }

  /**
   * Does everything in one JVM, as that is the fastest.
   *
   * @param arguments the example's folder
   */
  public static void main(String[] arguments) {
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    for (String call : HOOK_CALLS) {
      System.setIn(new ByteArrayInputStream(call.getBytes(StandardCharsets.UTF_8)));
      HookFace.run(new String[] {"hook", "claude-code"});
    }
    COMMANDS.forEach(command -> CommandLineFace.run(command.toArray(String[]::new)));
    for (List<String> command : EXAMPLE_COMMANDS) {
      List<String> there = new ArrayList<>(command);
      there.addAll(List.of("--project", arguments[0]));
      CommandLineFace.run(there.toArray(String[]::new));
    }
    System.exit(ExitCode.DONE.number());
  }

  private static String bash(String command) {
    return "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\""
        + command
        + "\"}}";
  }
}
