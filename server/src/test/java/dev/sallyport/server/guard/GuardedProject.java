package dev.sallyport.server.guard;

import dev.sallyport.policy.rules.BuiltInPolicies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A project with a history in Git, scripts, a policy and an agent that works in it. */
final class GuardedProject {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final Hook hook;

  private GuardedProject(Path folder) {
    this.folder = folder;
    this.hook =
        new Hook(
            Map.of(
                "SALLYPORT_HOME", folder.resolveSibling("home").toString(),
                "SALLYPORT_CONFIG", folder.resolveSibling("config").toString()),
            folder);
  }

  static GuardedProject in(Path parent) throws IOException {
    GuardedProject project = new GuardedProject(Files.createDirectories(parent.resolve("app")));
    project.fill();
    return project;
  }

  Path folder() {
    return folder;
  }

  /** What the hook says of a call of a tool. */
  GuardVerdict verdict(String tool, Map<String, ?> input) {
    return verdict(request(tool, input));
  }

  GuardVerdict verdict(byte[] request) {
    return hook.verdict(request);
  }

  byte[] request(String tool, Map<String, ?> input) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("session_id", "s");
    request.put("hook_event_name", "PreToolUse");
    request.put("cwd", folder.toString());
    request.put("tool_name", tool);
    request.put("tool_input", input);
    return JSON.writeValueAsBytes(request);
  }

  void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void fill() throws IOException {
    write(
        "package.json",
        """
        {"name": "app", "scripts": {
          "build": "next build", "dev": "next dev", "test": "vitest run", "lint": "eslint .",
          "db:reset": "prisma migrate reset --force", "db:status": "prisma migrate status",
          "wipe": "npm run db:reset", "nuke": "node scripts/nuke.js", "postinstall": "prisma generate",
          "pretest:e2e": "prisma db push --accept-data-loss", "test:e2e": "playwright test"}}
        """);
    write("prisma/schema.prisma", "model User { id Int @id }\n");
    write("prisma/migrations/20240101000000_init/migration.sql", "CREATE TABLE users (id int);\n");
    write("sql/drop.sql", "DROP TABLE users;\n");
    write("sql/report.sql", "SELECT count(*) FROM users;\n");
    write("scripts/reset.sh", "#!/bin/sh\nset -e\nnpx prisma migrate reset --force\n");
    write("scripts/hello.sh", "#!/bin/sh\n# never: prisma migrate reset\necho hello\n");
    write(
        "scripts/nuke.js",
        "const { Client } = require('pg');\nnew Client().query('TRUNCATE users');\n");
    write("server.js", "require('pg'); pool.query('INSERT INTO users VALUES ($1)', [1]);\n");
    write(
        "Makefile",
        "build: deps\n\tnext build\n\ndeps:\n\tnpm ci\n\nall-data: reset-db\n\techo ok\n\n"
            + "reset-db:\n\tnpx prisma migrate reset\n");
    write(
        "Taskfile.yml",
        "version: '3'\n"
            + "tasks:\n"
            + "  build:\n"
            + "    cmds:\n"
            + "      - next build\n\n"
            + "  reset:\n"
            + "    deps: [build]\n"
            + "    cmds:\n"
            + "      - task: build\n"
            + "      - cmd: npx prisma migrate reset --force\n");
    write("fixes/policy.patch", patch("policies.yaml"));
    write("fixes/app.patch", patch("src/app.ts"));
    write(".env", "DATABASE_URL=postgresql://app:secret@db/app\n");
    write(".env.example", "DATABASE_URL=\n");
    write(".gitignore", ".env\nnode_modules\n");
    write("policies.yaml", new String(BuiltInPolicies.STRICT.text(), StandardCharsets.UTF_8));
    write(".claude/settings.json", "{}\n");
    git("init", "-q");
    git("add", "-A");
    git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "first");
    write("prisma/migrations/20251121000000_draft/migration.sql", "CREATE TABLE t (id int);\n");
  }

  private static String patch(String file) {
    return "--- a/" + file + "\n+++ b/" + file + "\n@@ -1 +1 @@\n-a\n+b\n";
  }

  void git(String... words) throws IOException {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
