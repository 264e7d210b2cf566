package dev.sallyport.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Lets a server work through a client's usual first minute, on a home and a database of its own, so
 * that the JVM can note which classes that takes. The launcher runs it to make the class-data
 * archive; it is no command.
 *
 * <p>Arguments: the JVM's options for the server, each as one.
 */
public final class Training {
  private static final List<String> REQUESTS =
      List.of(
          """
          "method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
          "clientInfo":{"name":"training","version":"1"}}\
          """,
          "\"method\":\"tools/list\"",
          "\"method\":\"resources/list\"",
          "\"method\":\"prompts/list\"",
          tool("status", ""),
          tool("query", "\"sql\":\"SELECT 1 AS one, 'a' AS two, now() AS three\""),
          tool(
              "query",
              "\"sql\":\"SELECT c.relname, n.nspname FROM pg_class c JOIN pg_namespace n"
                  + " ON n.oid = c.relnamespace WHERE c.relkind = 'r' ORDER BY 1 LIMIT 5\""),
          tool("describe", ""),
          tool("explain_decision", "\"sql\":\"UPDATE users SET name = 'x' WHERE id = 1\""),
          tool("query", "\"sql\":\"DROP TABLE users\""),
          tool("query", "\"sql\":\"SELEC 1\""),
          tool(
              "execute",
              "\"sql\":\"" + TrainingProject.APPLIED + "\",\"justification\":\"training\""),
          tool("status", ""),
          tool("ticket_list", ""));

  private Training() {}

  /** Runs the server through its requests; the exit code is its own. */
  public static void main(String[] options) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("sallyport-training");
    int served;
    try {
      TrainingProject.write(folder);
      served = train(folder, List.of(options));
      new CommandTraining(folder, folder.resolve("home"), List.of(options)).run();
    } finally {
      remove(folder);
    }
    System.exit(served);
  }

  private static int train(Path folder, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("serve", "--project", folder.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.put("SALLYPORT_HOME", folder.resolve("home").toString());
    environment.put("SALLYPORT_CONFIG", folder.resolve("config").toString());
    Process server = builder.start();
    try (OutputStream in = server.getOutputStream();
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      for (int id = 0; id < REQUESTS.size(); id++) {
        String line = "{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + REQUESTS.get(id) + "}\n";
        in.write(line.getBytes(StandardCharsets.UTF_8));
        in.flush();
        if (out.readLine() == null) {
          break;
        }
      }
    }
    return server.waitFor(10, TimeUnit.SECONDS) ? server.exitValue() : 3;
  }

  private static String tool(String name, String arguments) {
    return "\"method\":\"tools/call\",\"params\":{\"name\":\""
        + name
        + "\",\"arguments\":{"
        + arguments
        + "}}";
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
