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

/** Lets hooks answer usual calls, and adds the classes that takes to the server's list. */
final class HookTraining {
  private static final String LIST = "-XX:DumpLoadedClassList=";

  private static final List<String> CALLS =
      List.of(
          bash("cd app && npm run build 2>&1 | head -n 20; git commit -m \\\"$(cat x)\\\""),
          bash("for f in a b; do npx prisma migrate reset --force || true; done"),
          bash("psql -c 'DELETE FROM users'; node -e 'console.log(1)'; rm -rf dist; cat .env"),
          bash("psql -c 'SELECT count(*) FROM users WHERE id = 1'"),
          "{\"tool_name\":\"Edit\",\"tool_input\":{\"file_path\":\"src/a.ts\"}}");

  private final Path folder;
  private final List<String> options;

  /**
   * @param options the JVM's for the server, with the file of its list
   */
  HookTraining(Path folder, List<String> options) {
    this.folder = folder;
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
    for (String call : CALLS) {
      Path more = folder.resolve("hook.classes");
      Files.deleteIfExists(more);
      answer(call, more);
      if (Files.exists(more)) {
        List<String> added = Files.readAllLines(more).stream().filter(known::add).toList();
        Files.write(list, added, StandardOpenOption.APPEND);
      }
    }
  }

  private void answer(String call, Path classes) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    options.stream().filter(option -> !option.startsWith(LIST)).forEach(command::add);
    command.add(LIST + classes);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("hook", "claude-code"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    Process hook = builder.start();
    try (OutputStream in = hook.getOutputStream()) {
      in.write(call.getBytes(StandardCharsets.UTF_8));
    }
    hook.waitFor();
  }

  private static String bash(String command) {
    return "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\""
        + command
        + "\"}}";
  }
}
