package dev.sallyport.server.cli;

import dev.sallyport.server.Sallyport;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.guard.GuardVerdict;
import dev.sallyport.server.guard.Hook;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import dev.sallyport.server.shadow.ShadowTraits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The checks of {@code doctor} that are about the project around the gate. */
final class ProjectCheckup {
  private static final Duration TOLERATED = Duration.ofSeconds(30);
  private static final List<String> ENVIRONMENT_FILES =
      List.of(".env", ".env.local", ".env.development", ".env.production", "prisma/.env");
  private static final List<String> CLIENT_FILES =
      List.of(".mcp.json", ".cursor/mcp.json", ".vscode/mcp.json", ".claude/settings.json");

  /** A password inside a connection string. */
  private static final Pattern PASSWORD =
      Pattern.compile("postgres(ql)?://[^\\s\"':@/$]+:[^\\s\"'@/$]+@");

  private static final Pattern COMMAND =
      Pattern.compile("\"command\"\\s*:\\s*\"([^\"]*) hook claude-code\"");

  private final Sallyport sallyport;
  private final ProjectFiles files;

  ProjectCheckup(Sallyport sallyport) {
    this.sallyport = sallyport;
    this.files = new ProjectFiles(sallyport.configuration().project());
  }

  /** Whether the agent that works in the project finds the credentials there. */
  Finding exposure() {
    List<String> exposed = new ArrayList<>();
    for (String file : ENVIRONMENT_FILES) {
      String text = text(file);
      if (text.contains("DATABASE_URL=") || text.contains("PGPASSWORD=")) {
        exposed.add(file);
      }
    }
    CLIENT_FILES.stream().filter(file -> PASSWORD.matcher(text(file)).find()).forEach(exposed::add);
    return exposed.isEmpty()
        ? Finding.good("exposure", "no connection string in the files that agents read first")
        : Finding.doubtful(
            "exposure",
            "`"
                + String.join("`, `", exposed)
                + "` holds a connection string: an agent that reads"
                + " it needs no gate",
            "keep it out of the project; give it to Sallyport alone");
  }

  /** Whether the hook is written down, is there to be started, and refuses what it must. */
  Finding hook() {
    String settings = text(".claude/settings.json") + text(".claude/settings.local.json");
    Matcher command = COMMAND.matcher(settings);
    if (!command.find()) {
      return Finding.doubtful(
          "hook", "no hook stands before the agent's shell and editor", "run `sallyport init`");
    }
    // It is named by a file of the project, so it is looked at and not started.
    String program = command.group(1).replace("'", "").replace("\\\\", "\\");
    if (program.startsWith("/")
        && !java.nio.file.Files.isExecutable(java.nio.file.Path.of(program))) {
      return Finding.bad(
          "hook",
          "the hook names `" + program + "`, which can't be started",
          "run `sallyport init --undo`, then `sallyport init` with the launcher in its place");
    }
    GuardVerdict verdict =
        new Hook(Map.of(), files.root())
            .verdict("{\"command\":\"npx prisma migrate reset\"}".getBytes(StandardCharsets.UTF_8));
    return verdict.answer() == GuardVerdict.Answer.DENY
        ? Finding.good("hook", "written down, and refuses `prisma migrate reset`")
        : Finding.bad("hook", "it lets `prisma migrate reset` through", "report this");
  }

  Finding migrations() {
    Object history = sallyport.gate().status(new Cancellation()).body().get("history");
    Map<String, Integer> states = new java.util.TreeMap<>();
    if (history instanceof Map<?, ?> map && map.get("migrations") instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> migration) {
          states.merge(String.valueOf(migration.get("state")), 1, Integer::sum);
        }
      }
    }
    int sound = states.getOrDefault("applied", 0) + states.getOrDefault("manual-applied", 0);
    states.remove("applied");
    states.remove("manual-applied");
    if (states.isEmpty()) {
      return Finding.good("migrations", sound + " applied, none in doubt");
    }
    List<String> others = new ArrayList<>();
    states.forEach((state, count) -> others.add(count + " " + state));
    return Finding.doubtful(
        "migrations",
        sound + " applied, " + String.join(", ", others),
        "run `sallyport status`, which names each with its remedy");
  }

  Finding prisma() {
    PrismaProject project = PrismaProject.locate(files);
    if (project.schemaFiles().isEmpty()) {
      return Finding.good("prisma", "this project has no schema.prisma");
    }
    Integer major = project.major();
    if (major == null) {
      return Finding.doubtful(
          "prisma", "nothing tells which Prisma this project uses", "run `npm ci`");
    }
    if (project.isAnotherProduct()) {
      return Finding.doubtful(
          "prisma",
          "Prisma " + major + " keeps contracts instead of a schema, and is not understood",
          "its SQL can still be sent with `execute`");
    }
    boolean installed =
        !(files.read("node_modules/prisma/package.json") instanceof FileReading.Absent);
    return installed
        ? Finding.good("prisma", "Prisma " + major + ", installed")
        : Finding.doubtful(
            "prisma",
            "Prisma " + major + " is named and not installed",
            "run `npm ci`, so that the project's own version reads the schema");
  }

  Finding shadow() {
    boolean embedded = sallyport.configuration().shadowUrl().isEmpty();
    sallyport.shadow().lend(ShadowTraits.PLAIN).close();
    return Finding.good(
        "shadow",
        embedded ? "an embedded PostgreSQL starts" : "SHADOW_DATABASE_URL lends databases");
  }

  /** Expiries are told by this machine's clock, and the target's by its own. */
  Finding clock() {
    Instant there =
        sallyport
            .target()
            .facts(
                session ->
                    session.rows(
                        "SELECT (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000)::bigint",
                        row -> row.number(1)))
            .stream()
            .map(Instant::ofEpochMilli)
            .findFirst()
            .orElseThrow();
    Duration apart = Duration.between(there, sallyport.clock().instant()).abs();
    return apart.compareTo(TOLERATED) <= 0
        ? Finding.good("clock", "this machine and the database agree")
        : Finding.doubtful(
            "clock",
            "this machine and the database are " + apart.toSeconds() + " s apart",
            "set both by NTP: tickets and approvals expire by this machine's clock");
  }

  private String text(String file) {
    return files.read(file) instanceof FileReading.Content content ? content.text().orElse("") : "";
  }
}
