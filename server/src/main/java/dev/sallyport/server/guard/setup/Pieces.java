package dev.sallyport.server.guard.setup;

import dev.sallyport.policy.rules.BuiltInPolicies;
import dev.sallyport.policy.rules.PolicyReader;
import dev.sallyport.policy.rules.PolicySet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that {@code init} has something to say in, each with what it says. */
final class Pieces {
  private static final String MATCHER = "Bash|Edit|MultiEdit|Write|NotebookEdit|Read|Grep|mcp__.*";
  private static final List<String> ALLOWED =
      List.of(
          "status",
          "describe",
          "diff",
          "validate",
          "query",
          "explain_decision",
          "ticket_get",
          "ticket_wait",
          "ticket_list");
  private static final List<String> DENIED =
      List.of(
          "Read(./.env)",
          "Read(./.env.local)",
          "Edit(./policies.yaml)",
          "Edit(./.claude/settings.json)",
          "Edit(./.mcp.json)");

  private final ProjectTree tree;
  private final String command;
  private final BuiltInPolicies template;

  /**
   * @param command how Sallyport is started
   */
  Pieces(ProjectTree tree, String command, BuiltInPolicies template) {
    this.tree = tree;
    this.command = command;
    this.template = template;
  }

  List<FileEdit> all(boolean cursor, boolean vscode) {
    List<FileEdit> edits = new ArrayList<>();
    edits.add(policy());
    edits.add(servers(".mcp.json", "mcpServers", true, "${DATABASE_URL:-}"));
    edits.add(claudeSettings());
    edits.addAll(instructions());
    edits.addAll(new CommitHooks(tree, command).edits());
    edits.addAll(new Workflow(tree).edits());
    if (cursor) {
      edits.add(servers(".cursor/mcp.json", "mcpServers", false, "${env:DATABASE_URL}"));
    }
    if (vscode) {
      edits.add(servers(".vscode/mcp.json", "servers", true, "${env:DATABASE_URL}"));
    }
    return edits;
  }

  private FileEdit policy() {
    Optional<String> before = tree.text("policies.yaml");
    String text = new String(template.text(), StandardCharsets.UTF_8);
    return new FileEdit(
        "policies.yaml", before, before.orElse(text), List.of(), false, "what the gate decides by");
  }

  private FileEdit servers(String path, String key, boolean typed, String url) {
    Optional<String> before = tree.text(path);
    JsonFile json = new JsonFile(path, before.orElse(""));
    if (json.at(key, "sallyport").isEmpty()) {
      Map<String, Object> server = new LinkedHashMap<>();
      if (typed) {
        server.put("type", "stdio");
      }
      server.put("command", command);
      server.put("args", List.of("serve"));
      server.put("env", Map.of("DATABASE_URL", url));
      json.member(server, key, "sallyport");
    }
    return edit(path, before, json, "the tools that reach the database");
  }

  private FileEdit claudeSettings() {
    String path = ".claude/settings.json";
    Optional<String> before = tree.text(path);
    JsonFile json = new JsonFile(path, before.orElse(""));
    boolean hooked =
        json.at("hooks", "PreToolUse").map(json::of).orElse("").contains(" hook claude-code");
    if (!hooked) {
      Map<String, Object> hook = new LinkedHashMap<>();
      hook.put("type", "command");
      hook.put("command", quotedForShell(command) + " hook claude-code");
      hook.put("timeout", 20);
      Map<String, Object> group = new LinkedHashMap<>();
      group.put("matcher", MATCHER);
      group.put("hooks", List.of(hook));
      json.element(group, "hooks", "PreToolUse");
    }
    permissions(json, "allow", ALLOWED.stream().map(tool -> "mcp__sallyport__" + tool).toList());
    permissions(json, "deny", DENIED);
    return edit(path, before, json, "the hook before every tool, and permissions");
  }

  private static void permissions(JsonFile json, String list, List<String> rules) {
    for (String rule : rules) {
      boolean there =
          json.at("permissions", list).stream()
              .flatMap(found -> found.members().stream())
              .anyMatch(member -> member.value().text().equals(rule));
      if (!there) {
        json.element(rule, "permissions", list);
      }
    }
  }

  private static FileEdit edit(String path, Optional<String> before, JsonFile json, String what) {
    return new FileEdit(path, before, json.text(), json.inserted(), false, what);
  }

  private List<FileEdit> instructions() {
    String section = AgentSection.of(policyOfProject());
    List<String> present =
        List.of("CLAUDE.md", "AGENTS.md").stream()
            .filter(name -> tree.text(name).isPresent())
            .toList();
    return (present.isEmpty() ? List.of("CLAUDE.md") : present)
        .stream().map(name -> instructions(name, section)).toList();
  }

  private FileEdit instructions(String name, String section) {
    Optional<String> before = tree.text(name);
    String text = before.orElse("");
    String line = text.contains("\r\n") ? "\r\n" : "\n";
    String wanted = section.replace("\n", line);
    String there = MarkedSection.in(text, AgentSection.BEGIN, AgentSection.END);
    String piece = (text.isEmpty() ? "" : text.endsWith("\n") ? line : line + line) + wanted;
    String after = there.isEmpty() ? text + piece : text.replace(there, wanted);
    return new FileEdit(
        name, before, after, List.of(piece), false, "what agents are told, from the policy");
  }

  private PolicySet policyOfProject() {
    return tree.text("policies.yaml")
        .map(text -> PolicyReader.read("policies.yaml", text.getBytes(StandardCharsets.UTF_8)))
        .orElseGet(template::policy);
  }

  static String quotedForShell(String word) {
    return word.matches("[A-Za-z0-9_./@%+=:,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
