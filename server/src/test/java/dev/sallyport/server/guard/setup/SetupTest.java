package dev.sallyport.server.guard.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.rules.BuiltInPolicies;
import dev.sallyport.server.SallyportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Projects as people have them, before and after. */
class SetupTest {
  private static final Setup.Wishes WISHES =
      new Setup.Wishes("/opt/sally port/sallyport", BuiltInPolicies.STRICT, true, true, false);

  @TempDir Path folder;
  private Path project;
  private Path home;

  @BeforeEach
  void folders() throws IOException {
    project = Files.createDirectories(folder.resolve("app"));
    home = Files.createDirectories(folder.resolve("home"));
  }

  @Test
  void anEmptyProjectGetsEverythingAndLosesItAgain() throws IOException {
    Map<String, String> before = contents();

    setup().run(WISHES);

    assertThat(contents().keySet())
        .contains(
            ".mcp.json",
            ".claude/settings.json",
            "CLAUDE.md",
            "policies.yaml",
            ".github/workflows/sallyport.yml",
            ".cursor/mcp.json",
            ".vscode/mcp.json");
    JsonNode settings = new JsonMapper().readTree(read(".claude/settings.json"));
    assertThat(settings.at("/hooks/PreToolUse/0/hooks/0/command").asString())
        .isEqualTo("'/opt/sally port/sallyport' hook claude-code");
    assertThat(
            new JsonMapper()
                .readTree(read(".mcp.json"))
                .at("/mcpServers/sallyport/args/0")
                .asString())
        .isEqualTo("serve");

    setup().undo(false);
    assertThat(contents()).isEqualTo(before);
    assertThat(project.resolve(".github")).doesNotExist();
  }

  /** Who copies from the README has what `init` would have written. */
  @Test
  void theReadmeShowsWhatIsWritten() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));

    setup().run(WISHES);

    for (String file : List.of(".cursor/mcp.json", ".vscode/mcp.json")) {
      int block = readme.indexOf("```json\n", readme.indexOf("`" + file + "`")) + 8;
      JsonNode shown =
          new JsonMapper().readTree(readme.substring(block, readme.indexOf("```", block)));
      String written = read(file).replace("/opt/sally port/sallyport", "/opt/sallyport/sallyport");
      assertThat(shown).as(file).isEqualTo(new JsonMapper().readTree(written));
    }
  }

  @Test
  void whatIsThereStaysAndTheSecondRunChangesNothing() throws IOException {
    lived();
    Map<String, String> before = contents();

    setup().run(WISHES);
    Map<String, String> once = contents();
    List<Setup.Step> second = setup().run(WISHES);

    assertThat(contents()).isEqualTo(once);
    assertThat(second).allMatch(step -> step.done().equals("as it should be"));
    assertThat(once.get(".claude/settings.json")).contains("// theirs", "\"Bash(ls:*)\"");
    assertThat(once.get(".mcp.json"))
        .startsWith("{\"mcpServers\":{\"other\":{\"command\":\"x\"}, ");
    assertThat(once.get("CLAUDE.md")).startsWith(before.get("CLAUDE.md") + "\r\n\r\n<!--");
    assertThat(once.get(".claude/settings.json"))
        .startsWith("{\n    // ours\n    \"model\": \"opus\", /* the best */");
    assertThat(once.get(".pre-commit-config.yaml"))
        .startsWith(
            "# checks\nrepos:  # all of them\n- repo: local\n  hooks:\n    - id: sallyport\n");
    assertThat(once.get(".husky/pre-commit")).isEqualTo("npm test\n");
  }

  @Test
  void undoRestoresToTheByte() throws IOException {
    lived();
    Map<String, String> before = contents();

    setup().run(WISHES);
    setup().run(WISHES);
    setup().undo(false);

    assertThat(contents()).isEqualTo(before);
    assertThat(home.resolve("init.json")).doesNotExist();
  }

  @Test
  void whatPeopleAddedSinceStaysWhenOursGoes() throws IOException {
    lived();
    String claude = read("CLAUDE.md");
    setup().run(WISHES);
    write("CLAUDE.md", read("CLAUDE.md") + "\nMore of ours.\n");

    setup().undo(false);

    assertThat(read("CLAUDE.md")).isEqualTo(claude + "\nMore of ours.\n");
  }

  @Test
  void aChangedPolicyChangesTheSectionInItsPlace() throws IOException {
    write("CLAUDE.md", "# App\n");
    setup().run(WISHES);
    write("CLAUDE.md", read("CLAUDE.md") + "\nAfter it.\n");
    write("policies.yaml", new String(BuiltInPolicies.SANDBOX.text(), StandardCharsets.UTF_8));

    setup().run(WISHES);

    assertThat(read("CLAUDE.md")).startsWith("# App\n").endsWith("\nAfter it.\n");
    assertThat(AgentSection.in(read("CLAUDE.md")))
        .contains(AgentSection.of(BuiltInPolicies.SANDBOX.policy()));
  }

  @Test
  void aPlainGitHookIsWrittenWhereThereIsNothingElse() throws IOException {
    Files.createDirectories(project.resolve(".git/hooks"));

    setup().run(WISHES);

    assertThat(read(".git/hooks/pre-commit"))
        .isEqualTo(
            "#!/bin/sh\n# sallyport:begin\n'/opt/sally port/sallyport' check --staged || exit 1\n"
                + "# sallyport:end\n");
    assertThat(Files.isExecutable(project.resolve(".git/hooks/pre-commit"))).isTrue();
  }

  @Test
  void aLinkIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside.json"), "{}");
    Files.createSymbolicLink(project.resolve(".mcp.json"), outside);

    assertThatThrownBy(() -> setup().run(WISHES))
        .isInstanceOf(SallyportException.class)
        .hasMessage("`.mcp.json` is or lies behind a symbolic link, so nothing was written");
    assertThat(Files.readString(outside)).isEqualTo("{}");
    assertThat(project.resolve("policies.yaml")).doesNotExist();
  }

  @Test
  void aFileThatIsNoJsonIsRefusedBeforeAnythingIsWritten() throws IOException {
    write(".claude/settings.json", "{\n  oops\n}\n");

    assertThatThrownBy(() -> setup().run(WISHES))
        .isInstanceOf(SallyportException.class)
        .hasMessage("`.claude/settings.json` is no JSON object that can be added to (line 2)");
    assertThat(contents().keySet()).containsExactly(".claude/settings.json");
  }

  @Test
  void aDryRunWritesNothing() throws IOException {
    lived();
    Map<String, String> before = contents();

    List<Setup.Step> steps =
        setup().run(new Setup.Wishes("sallyport", BuiltInPolicies.TEAM, false, false, true));

    assertThat(contents()).isEqualTo(before);
    assertThat(steps).extracting(Setup.Step::path).contains(".mcp.json", "policies.yaml");
  }

  /** Every file there already, each in a style of its own. */
  private void lived() throws IOException {
    write(".mcp.json", "{\"mcpServers\":{\"other\":{\"command\":\"x\"}}}");
    write(
        ".claude/settings.json",
        "{\n"
            + "    // ours\n"
            + "    \"model\": \"opus\", /* the best */\n"
            + "    \"permissions\": {\n"
            + "        \"allow\": [\"Bash(ls:*)\"],\n"
            + "    },\n"
            + "    \"hooks\": {\n"
            + "        \"PreToolUse\": [\n"
            + "            {\"matcher\": \"Bash\", \"hooks\": []} // theirs\n"
            + "        ]\n"
            + "    }\n"
            + "}\n");
    write("CLAUDE.md", "# App\r\n\r\nWindows lines, no last one");
    write("AGENTS.md", "");
    write(
        ".pre-commit-config.yaml",
        "# checks\nrepos:  # all of them\n- repo: local  # first\n  hooks: []\nci: {skip: [x]}\n");
    write(".husky/pre-commit", "npm test\n");
    write(".vscode/mcp.json", "\uFEFF{\t\"servers\": {}\n}");
    write(".github/workflows/ci.yml", "on: push\n");
    write("policies.yaml", new String(BuiltInPolicies.TEAM.text(), StandardCharsets.UTF_8));
  }

  private Setup setup() {
    return new Setup(project, home);
  }

  private void write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String read(String name) throws IOException {
    return Files.readString(project.resolve(name));
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(project.relativize(file).toString(), Files.readString(file));
      }
    }
    return all;
  }
}
