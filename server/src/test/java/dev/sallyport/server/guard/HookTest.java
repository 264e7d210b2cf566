package dev.sallyport.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.server.guard.GuardVerdict.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the hook says of every kind of call, and of input that is none. */
class HookTest {
  @TempDir static Path folder;
  private static GuardedProject project;

  @BeforeAll
  static void project() throws IOException {
    project = GuardedProject.in(folder);
  }

  static Stream<Arguments> toolsAreJudgedByWhatTheyTouch() {
    String shared = "prisma/migrations/20240101000000_init/migration.sql";
    String draft = "prisma/migrations/20251121000000_draft/migration.sql";
    return Stream.of(
        argumentSet("a policy edited", "Edit", file("policies.yaml"), Answer.DENY),
        argumentSet("a policy written", "Write", file("policies.yaml"), Answer.DENY),
        argumentSet("edits at several places", "MultiEdit", file("policies.yaml"), Answer.DENY),
        argumentSet("a policy read", "Read", file("policies.yaml"), Answer.NOTHING),
        argumentSet("another folder's", "Edit", file("k8s/policies.yaml"), Answer.NOTHING),
        argumentSet("a detour", "Write", file("src/../policies.yaml"), Answer.DENY),
        argumentSet("the hook's settings", "Edit", file(".claude/settings.json"), Answer.DENY),
        argumentSet("local settings", "Write", file(".claude/settings.local.json"), Answer.DENY),
        argumentSet("the servers", "Edit", file(".mcp.json"), Answer.DENY),
        argumentSet("a shared migration", "Edit", file(shared), Answer.DENY),
        argumentSet("a shared migration written", "Write", file(shared), Answer.DENY),
        argumentSet("a draft", "Edit", file(draft), Answer.NOTHING),
        argumentSet(
            "a new migration",
            "Write",
            file("prisma/migrations/2_x/migration.sql"),
            Answer.NOTHING),
        argumentSet("the schema", "Edit", file("prisma/schema.prisma"), Answer.NOTHING),
        argumentSet("credentials", "Read", file(".env"), Answer.DENY),
        argumentSet("more credentials", "Read", file("apps/web/.env.local"), Answer.DENY),
        argumentSet("their example", "Read", file(".env.example"), Answer.NOTHING),
        argumentSet(
            "a search in them", "Grep", Map.of("pattern", "URL", "path", ".env"), Answer.DENY),
        argumentSet(
            "a search by pattern", "Grep", Map.of("pattern", "URL", "glob", ".env*"), Answer.DENY),
        argumentSet("a search for them", "Grep", Map.of("pattern", "\\.env"), Answer.NOTHING),
        argumentSet("names of files", "Glob", Map.of("pattern", "**/.env"), Answer.NOTHING),
        argumentSet("a key", "Read", file("../config/keys/dana.json"), Answer.DENY),
        argumentSet("the store", "Write", file("../home/store.db"), Answer.DENY),
        argumentSet(
            "a notebook", "NotebookEdit", Map.of("notebook_path", "a.ipynb"), Answer.NOTHING),
        argumentSet(
            "code that only speaks",
            "Write",
            Map.of("file_path", "notes.md", "content", "prisma migrate reset"),
            Answer.NOTHING),
        argumentSet(
            "Sallyport itself",
            "mcp__sallyport__execute",
            Map.of("sql", "DROP TABLE x"),
            Answer.NOTHING),
        argumentSet(
            "another server's SQL",
            "mcp__postgres__query",
            Map.of("sql", "DROP TABLE x"),
            Answer.DENY),
        argumentSet(
            "another server's read",
            "mcp__postgres__query",
            Map.of("sql", "SELECT 1"),
            Answer.NOTHING),
        argumentSet(
            "another server's migration",
            "mcp__supabase__apply_migration",
            Map.of("name", "x", "query", "ALTER TABLE a ADD b int"),
            Answer.DENY),
        argumentSet(
            "Prisma's own server",
            "mcp__Prisma-Local__migrate-reset",
            Map.of("projectCWD", "/x"),
            Answer.DENY),
        argumentSet(
            "another server's shell",
            "mcp__desktop__run_command",
            Map.of("command", "npx prisma migrate reset"),
            Answer.DENY),
        argumentSet(
            "another server's files",
            "mcp__filesystem__read_file",
            Map.of("path", ".env"),
            Answer.DENY),
        argumentSet(
            "a search of issues",
            "mcp__github__search_issues",
            Map.of("query", "drop table"),
            Answer.NOTHING),
        argumentSet(
            "a tool of no interest",
            "WebFetch",
            Map.of("url", "https://example.com"),
            Answer.NOTHING),
        argumentSet("a tool of the future", "Teleport", Map.of("to", "x"), Answer.NOTHING));
  }

  @ParameterizedTest
  @MethodSource
  void toolsAreJudgedByWhatTheyTouch(String tool, Map<String, ?> input, Answer expected) {
    assertThat(project.verdict(tool, input).answer()).isEqualTo(expected);
  }

  @Test
  void aRefusalNamesTheToolToUseInstead() {
    GuardVerdict verdict = project.verdict("Bash", Map.of("command", "npx prisma migrate deploy"));

    assertThat(verdict.text())
        .isEqualTo(
            "Sallyport: `prisma migrate deploy` applies migrations past the gate\n"
                + "help: ask for it with Sallyport's `request_operation` (`migrate-deploy`) and a"
                + " justification; it waits until a person approves it");
  }

  @Test
  void sqlIsJudgedByThePolicy() {
    GuardVerdict verdict =
        project.verdict("Bash", Map.of("command", "psql -c 'DELETE FROM users'"));

    assertThat(verdict.text())
        .isEqualTo(
            "Sallyport: `psql` would go past the gate: `DELETE` on `users` has no `WHERE` clause"
                + " [rule unbounded-writes]\n"
                + "help: send it with Sallyport's `query`, or with `execute` and a justification;"
                + " what needs a person waits as a ticket");
  }

  static Stream<Arguments> whatIsNoRequestIsAQuestion() {
    return Stream.of(
        argumentSet("nothing", ""),
        argumentSet("no JSON", "prisma migrate reset"),
        argumentSet("a list", "[1]"),
        argumentSet("cut off", "{\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"ls"),
        argumentSet("no tool", "{\"hook_event_name\":\"PreToolUse\"}"),
        argumentSet("a tool that is a number", "{\"tool_name\":1}"),
        argumentSet("a tool twice", "{\"tool_name\":\"Read\",\"tool_name\":\"Bash\"}"),
        argumentSet("two requests", "{\"tool_name\":\"Read\"}{\"tool_name\":\"Bash\"}"),
        argumentSet("a folder that can't be", "{\"tool_name\":\"Bash\",\"cwd\":\"\\u0000\"}"),
        argumentSet("too deep", "{\"tool_name\":\"Bash\",\"tool_input\":" + "[".repeat(5_000)),
        argumentSet(
            "no UTF-8", "{\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"\u00ff\"}}"));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsNoRequestIsAQuestion(String json) {
    GuardVerdict verdict = project.verdict(json.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(verdict.answer()).isEqualTo(Answer.ASK);
  }

  @Test
  void askingGitRunsNothingThatTheRepositoryNames() throws IOException {
    GuardedProject hostile = GuardedProject.in(folder.resolve("hostile"));
    Path mark = folder.resolve("ran");
    hostile.write(".gitattributes", "* filter=x=y\n");
    hostile.git("config", "filter.x=y.clean", "touch " + mark);
    hostile.git("config", "core.fsmonitor", "touch " + mark);
    hostile.write("policies.yaml", "version: 1\n");

    Answer answer = hostile.verdict("Bash", Map.of("command", "git checkout -- .")).answer();
    Answer clean = hostile.verdict("Bash", Map.of("command", "git reset --hard")).answer();

    assertThat(answer).isEqualTo(Answer.ASK);
    assertThat(clean).isEqualTo(Answer.ASK);
    assertThat(mark).doesNotExist();
  }

  @Test
  void otherEventsAreNotDecided() {
    byte[] json =
        "{\"hook_event_name\":\"PostToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"prisma migrate reset\"}}"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(project.verdict(json)).isEqualTo(GuardVerdict.NOTHING);
  }

  @Test
  void thePlainContractNeedsNoMoreThanACommand() {
    byte[] json = "{\"command\":\"dropdb app\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(project.verdict(json).answer()).isEqualTo(Answer.DENY);
  }

  @Test
  void aStrictGuardAsksAboutWhatItDoesNotKnow() throws IOException {
    GuardedProject strict = GuardedProject.in(Files.createDirectories(folder.resolve("strict")));
    Map<String, String> unknown = Map.of("command", "./unheard-of --now");
    assertThat(strict.verdict("Bash", unknown).answer()).isEqualTo(Answer.NOTHING);

    strict.write(
        "policies.yaml",
        Files.readString(strict.folder().resolve("policies.yaml"))
            .replace("version: 1", "version: 1\nguard: strict"));

    assertThat(strict.verdict("Bash", unknown).answer()).isEqualTo(Answer.ASK);
    assertThat(strict.verdict("Bash", Map.of("command", "ls -la | grep x")).answer())
        .isEqualTo(Answer.NOTHING);
  }

  @Test
  void noTextMakesItFail() {
    Random random = new Random(11);
    String alphabet = "abprisma $(){}[]<>|&;'\"`\\\n#*?~=!:/-0eE";
    for (int i = 0; i < 3_000; i++) {
      StringBuilder command = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        command.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(project.verdict("Bash", Map.of("command", command.toString())).objections())
          .noneMatch(objection -> objection.what().startsWith("the guard failed"));
    }
  }

  static Stream<String> hostileLengthsEnd() {
    return Stream.of(
        "(".repeat(20_000),
        "$(".repeat(20_000),
        "{a,b}".repeat(2_000),
        "a=x;" + "a=$a$a;".repeat(60) + "echo $a",
        "f() { f; f; }; f",
        "echo " + "'".repeat(100_001),
        "x".repeat(600_000),
        "cat <<A <<B <<C\n".repeat(5_000),
        "for i in 1 2 3 4 5 6 7 8 9; do for j in $i 2 3 4 5 6 7 8; do for k in 1 2 3 4 5 6 7; do"
            + " echo $i$j$k; done; done; done",
        "alias a='a a'; a",
        "sh -c '" + "eval \"$0\" ".repeat(500) + "'",
        "echo {1..9}{1..9}{1..9}{1..9}{1..9}{1..9}{1..9}{1..9}");
  }

  @ParameterizedTest
  @MethodSource
  void hostileLengthsEnd(String command) {
    assertThat(project.verdict("Bash", Map.of("command", command))).isNotNull();
  }

  private static Map<String, String> file(String path) {
    return Map.of("file_path", path, "old_string", "a", "new_string", "b");
  }
}
