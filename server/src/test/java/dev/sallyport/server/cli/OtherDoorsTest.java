package dev.sallyport.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program as a hook, as a check before a commit and as one in a pipeline. */
class OtherDoorsTest {
  /** What a hook must not load where no SQL is in sight: each of these costs every command. */
  private static final List<String> HEAVY =
      List.of(
          "dev.cel.",
          "com.dylibso.chicory.",
          "net.sf.jsqlparser.",
          "dev.sallyport.policy.sql.grammar.Postgres",
          "tools.jackson.",
          "picocli.",
          "org.slf4j.",
          "ch.qos.logback.",
          "org.sqlite.",
          "org.postgresql.",
          "org.flywaydb.",
          "io.modelcontextprotocol.",
          "java.security.MessageDigest",
          "java.sql.");

  @TempDir Path folder;
  private Path project;

  /** How a process ended. */
  private record Ended(int exitCode, String out, String err) {}

  @BeforeEach
  void project() throws IOException {
    project = Files.createDirectories(folder.resolve("app"));
    write("prisma/schema.prisma", "model User {\n  id Int @id\n}\n");
  }

  @Test
  void aHookRefusesAndLoadsNothingItDoesNotNeed() throws IOException {
    Path loaded = folder.resolve("loaded");

    Ended ended =
        sallyport(
            request("npx prisma migrate reset --force"),
            List.of("-Xlog:class+load:file=" + loaded),
            "hook",
            "claude-code");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .startsWith(
            "{\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"Sallyport:"
                + " `prisma migrate reset --force` drops every")
        .hasLineCount(1);
    String classes = Files.readString(loaded);
    assertThat(classes).contains("dev.sallyport.policy.command.walk.Walk");
    assertThat(HEAVY).noneMatch(prefix -> classes.contains("] " + prefix));
  }

  @Test
  void aHookHasNothingToSayOfEverydayWorkAndAsksAboutNonsense() {
    assertThat(sallyport(request("npm run build"), List.of(), "hook", "claude-code"))
        .isEqualTo(new Ended(0, "{}\n", ""));

    Ended nonsense = sallyport("\u0000{", List.of(), "hook", "plain");
    assertThat(nonsense.exitCode()).isZero();
    assertThat(nonsense.out())
        .isEqualTo(
            "{\"decision\":\"ask\",\"reasons\":[{\"decision\":\"ask\",\"message\":\"the hook's"
                + " input is no JSON\",\"help\":\"look at what the hook was sent\"}]}\n");
  }

  @Test
  void aDoctorTellsOneCauseOnceAndCallsNothingSoundThatItCouldNotAsk() {
    Ended ended =
        sallyport(
            "",
            List.of(),
            "doctor",
            "--database-url",
            "postgresql://agent:none@127.0.0.1:1/app",
            "--home",
            folder.resolve("home").toString());

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out())
        .containsOnlyOnce("BAD")
        .contains("migrations  not looked at: the database can't be reached");
  }

  @Test
  void aCommitIsRefusedUntilTheMigrationIsThere() throws IOException {
    git("init", "-q", "-b", "main");
    Path start = starter();
    write(".git/hooks/pre-commit", "#!/bin/sh\nexec '" + start + "' check --staged\n");
    assertThat(project.resolve(".git/hooks/pre-commit").toFile().setExecutable(true)).isTrue();
    git("add", "-A");
    git("commit", "-q", "--no-verify", "-m", "first");
    write("prisma/schema.prisma", "model User {\n  id Int @id\n  name String?\n}\n");
    git("add", "-A");

    Ended refused = git("commit", "-q", "-m", "a column");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out() + refused.err())
        .contains("[schema-without-migration]", "three ways out");

    write(
        "prisma/migrations/20250101000000_name/migration.sql",
        "SET lock_timeout = '5s';\nALTER TABLE \"User\" ADD COLUMN \"name\" TEXT;\n");
    git("add", "-A");
    assertThat(git("commit", "-q", "-m", "a column").exitCode()).isZero();
  }

  @Test
  void aPipelineAnnotatesWhatTheBranchDoes() throws IOException {
    String sql = "prisma/migrations/20240101000000_init/migration.sql";
    write(
        "prisma/schema.prisma",
        "datasource db {\n  provider = \"postgresql\"\n}\n\nmodel User {\n  id Int @id\n}\n");
    write(sql, "CREATE TABLE \"User\" (\"id\" INTEGER PRIMARY KEY);\n");
    git("init", "-q", "-b", "main");
    git("add", "-A");
    git("commit", "-q", "-m", "first");
    git("checkout", "-q", "-b", "work");
    write(sql, "CREATE TABLE \"User\" (\"id\" BIGINT PRIMARY KEY);\n");
    git("commit", "-q", "-a", "-m", "rewritten");

    Ended ended =
        sallyport("", List.of(), "check", "--base", "main", "--database", "--format", "github");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).contains("::error file=" + sql + ",title=migration-edited::");
    assertThat(ended.out())
        .contains("::error file=prisma/schema.prisma,line=6,title=schema-differs");
    assertThat(ended.err())
        .contains("check: 1 of 1: 20240101000000_init")
        .endsWith("check: comparing the result with prisma/schema.prisma\n");
    assertThat(folder.resolve("home/shadow")).isEmptyDirectory();
  }

  private String request(String command) {
    return "{\"session_id\":\"s\",\"hook_event_name\":\"PreToolUse\",\"cwd\":\""
        + project
        + "\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\""
        + command
        + "\",\"description\":\"x\"}}";
  }

  private Ended sallyport(String input, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>(java());
    command.addAll(1, options);
    command.addAll(List.of(arguments));
    return run(command, input);
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.sallyport.server.Main");
  }

  private Path starter() throws IOException {
    Path script = folder.resolve("sallyport");
    StringBuilder line = new StringBuilder("#!/bin/sh\nexec");
    java().forEach(word -> line.append(" '").append(word).append('\''));
    Files.writeString(script, line.append(" \"$@\"\n"));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private Ended git(String... words) {
    return run(
        Stream.concat(
                Stream.of("git", "-c", "user.name=t", "-c", "user.email=t@example.com"),
                Stream.of(words))
            .toList(),
        "");
  }

  private Ended run(List<String> command, String input) {
    try {
      Path out = Files.createTempFile(folder, "out", "");
      Path err = Files.createTempFile(folder, "err", "");
      ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
      builder.environment().put("SALLYPORT_HOME", folder.resolve("home").toString());
      builder.environment().put("SALLYPORT_CONFIG", folder.resolve("config").toString());
      builder.environment().remove("DATABASE_URL");
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      Process process = builder.start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      return new Ended(process.waitFor(), Files.readString(out), Files.readString(err));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
