package dev.sallyport.server.guard.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.rules.BuiltInPolicies;
import dev.sallyport.server.SallyportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Files in every style that people's editors leave behind: added to twice, and put back. */
class OddFilesTest {
  private static final Setup.Wishes WISHES =
      new Setup.Wishes("/opt/sallyport/sallyport", BuiltInPolicies.STRICT, true, true, false);
  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private static final List<String> SERVERS =
      List.of(
          "",
          "  \n\n",
          "{}",
          "{ }",
          "\uFEFF{\"mcpServers\":{}}\n",
          "{\r\n\t\"mcpServers\": {\r\n\t\t\"a\": {}\r\n\t}\r\n}\r\n",
          "{ // c\n  \"mcpServers\": {\n    \"a\": {}, // last\n  },\n}\n",
          "{\"mcpServers\": {/* none */}}",
          "{\"mcpServers\": {} // none\n}",
          "{\n  // nothing yet\n}\n",
          "{\"mcpServers\":{\"a\":1,},}",
          "{\n\t\"mcpServers\": {\n\t\t\"a\": {\n\t\t\t\"command\": \"x\"\n\t\t}\n\t}\n}",
          "/* c */\n{\"a\":1}\n// end",
          "{\"a\":\"//\",\"b\":\"/*\"}");
  private static final List<String> SETTINGS =
      List.of(
          "{\"hooks\":{\"PreToolUse\":[]}}",
          "{\"hooks\":{\"PreToolUse\":[{\"matcher\":\"Bash\",\"hooks\":[]}]}}",
          "{\n  \"permissions\": {\n    \"deny\": [\n      \"Read(.env)\",\n    ]\n  }\n}\n",
          "\uFEFF{\r\n  \"permissions\": { \"allow\": [ \"Bash(ls:*)\" ] }\r\n}\r\n",
          "{\"permissions\":{\"deny\":[]},\"hooks\":{\"PostToolUse\":[]}}");
  private static final List<String> INSTRUCTIONS =
      List.of("", "# Title", "# Title\r\n\r\ntext\r\n", "\uFEFF# Title\n", "text\n\n\n");
  private static final List<String> PRE_COMMIT =
      List.of(
          "",
          "repos: []\n",
          "repos: []",
          "repos:",
          "repos:\n",
          "repos:\r\n- repo: https://x\r\n  rev: v1\r\n  hooks: [{id: a}]\r\n",
          "repos: [{repo: local, hooks: []}]\n",
          "{repos: []}\n",
          "{ \"repos\": [{\"repo\": \"local\", \"hooks\": []}]}",
          "---\nrepos:\n- repo: local\n  hooks: []\n...\n",
          "# only a comment",
          "fail_fast: true\n",
          "default_stages: [commit]\nrepos:\n  - repo: local\n    hooks: []\nfail_fast: true\n",
          "repos: # all\n  - repo: local\n    hooks: []",
          "\"repos\":\n- repo: local\n  hooks: []\n",
          "repos:\n-   repo: local\n    hooks:\n    -   id: a\nexclude: |\n  x\n  y\n");

  @TempDir Path folder;

  @Test
  void whatIsThereStaysAndComesBackToTheByte() throws IOException {
    List<String> wrong = new ArrayList<>();
    all(".mcp.json", SERVERS, wrong);
    all(".claude/settings.json", SETTINGS, wrong);
    all("CLAUDE.md", INSTRUCTIONS, wrong);
    all("AGENTS.md", INSTRUCTIONS, wrong);
    all(".pre-commit-config.yaml", PRE_COMMIT, wrong);
    all(".husky/pre-commit", List.of("", "npm test", "#!/bin/sh\nnpm test\nexit 0\n"), wrong);
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatCannotBeAddedToIsRefusedAndLeftAlone() throws IOException {
    for (String text : List.of("repos: null\n", "repos: &r []\n", "{ci: {skip: []}}\n")) {
      Path app = project(".pre-commit-config.yaml", text);

      assertThatThrownBy(() -> setup(app).run(WISHES))
          .isInstanceOf(SallyportException.class)
          .hasMessageContaining("`repos` in `.pre-commit-config.yaml`");
      assertThat(files(app)).hasSize(1);
      assertThat(Files.readString(app.resolve(".pre-commit-config.yaml"))).isEqualTo(text);
    }
  }

  private void all(String name, List<String> texts, List<String> wrong) throws IOException {
    for (String text : texts) {
      String fault = fault(name, text);
      if (!fault.isEmpty()) {
        wrong.add(name + ": " + fault + ": " + text);
      }
    }
  }

  /** What goes wrong with one file; empty where nothing does. */
  private String fault(String name, String text) throws IOException {
    Path app = project(name, text);
    Path file = app.resolve(name);
    setup(app).run(WISHES);
    String once = Files.readString(file);
    boolean settled =
        setup(app).run(WISHES).stream().allMatch(step -> step.done().equals("as it should be"));
    String twice = Files.readString(file);
    setup(app).undo(false);
    if (!once.contains("sallyport") || !isRead(name, once)) {
      return "became " + once;
    }
    if (text.contains("\r\n") && once.replace("\r\n", "").contains("\n")) {
      return "mixes its line ends";
    }
    if (!settled || !once.equals(twice)) {
      return "the second run changes something";
    }
    return Files.readString(file).equals(text) && files(app).size() == 1 ? "" : "is not undone";
  }

  private static boolean isRead(String name, String text) {
    String plain = text.replace("\uFEFF", "");
    if (name.endsWith(".json")) {
      return LENIENT.readTree(plain).isObject();
    }
    return !name.endsWith(".yaml")
        || new YAMLMapper().readTree(plain).path("repos").toString().contains("sallyport check");
  }

  private Path project(String name, String text) throws IOException {
    Path parent = Files.createTempDirectory(folder, "project");
    Path file = parent.resolve("app").resolve(name);
    Files.createDirectories(parent.resolve("home"));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return parent.resolve("app");
  }

  private static Setup setup(Path app) {
    return new Setup(app, app.resolveSibling("home"));
  }

  private static List<Path> files(Path app) throws IOException {
    try (Stream<Path> files = Files.walk(app)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
