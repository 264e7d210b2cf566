package dev.sallyport.server.migration.project;

import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The search behind {@link PrismaProject#locate}, in the order in which Prisma itself looks. */
final class ProjectSearch {
  private static final List<String> EXTENSIONS =
      List.of(".js", ".ts", ".mjs", ".cjs", ".mts", ".cts");
  private static final List<String> CONFIG_OF_7 = List.of("prisma7.config", ".config/prisma7");
  private static final List<String> CONFIG =
      List.of("prisma.config", ".config/prisma", ".config/prisma.config");
  private static final List<String> CONFIG_OF_8 = List.of("prisma-next.config");
  private static final Pattern MAJOR = Pattern.compile("^[^0-9]*(\\d{1,3})(?:[.x*]|$)");
  private static final Pattern DATASOURCE = Pattern.compile("(?m)^\\s*datasource\\s+\\w+\\s*\\{");
  private static final int SCHEMA_DEPTH = 8;

  private final ProjectFiles files;
  private final PackageManifest manifest;
  private final List<Finding> findings = new ArrayList<>();

  ProjectSearch(ProjectFiles files) {
    this.files = files;
    this.manifest = PackageManifest.of(files.read("package.json"));
  }

  PrismaProject run() {
    Config config = config();
    String schemaPath = schemaPath(config);
    List<FileReading.Content> schema = schemaFiles(schemaPath);
    String migrations = migrationsFolder(config, schemaPath, schema);
    HistoryMode mode = mode();
    return new PrismaProject(
        config == null ? null : config.path,
        schemaPath,
        schema,
        migrations,
        mode,
        mode == HistoryMode.PRISMA_ONLY ? List.of() : manualFolders(migrations),
        Math.max(0, manifest.number("sallyport", "migrations", "depth").orElse(0)),
        major(),
        findings);
  }

  private record Config(String path, ConfigText text) {}

  private @Nullable Config config() {
    for (String base : concatenated(CONFIG_OF_7, CONFIG)) {
      for (String extension : EXTENSIONS) {
        String path = base + extension;
        FileReading reading = files.read(path);
        if (reading instanceof FileReading.Content content) {
          return new Config(path, ConfigText.of(content.text().orElse("")));
        }
        refused(reading, "project-file-unreadable");
      }
    }
    return null;
  }

  private String schemaPath(@Nullable Config config) {
    if (config != null) {
      Optional<String> configured = configured(config, "schema");
      if (configured.isPresent()) {
        return configured.get();
      }
    }
    Optional<String> named = manifest.text("prisma", "schema").map(ProjectSearch::plain);
    if (named.isPresent()) {
      return named.get();
    }
    for (String usual : List.of("prisma/schema.prisma", "schema.prisma", "prisma/schema")) {
      if (exists(usual)) {
        return usual;
      }
    }
    boolean many =
        files.list("prisma").entries().stream().anyMatch(e -> e.name().endsWith(".prisma"));
    return many ? "prisma" : "prisma/schema.prisma";
  }

  private boolean exists(String path) {
    return !(files.read(path) instanceof FileReading.Absent);
  }

  private List<FileReading.Content> schemaFiles(String path) {
    List<FileReading.Content> found = new ArrayList<>();
    if (path.endsWith(".prisma")) {
      keep(files.read(path), found);
    } else {
      collect(path, 0, found);
    }
    found.sort(Comparator.comparing(FileReading.Content::path));
    return found;
  }

  private void collect(String folder, int depth, List<FileReading.Content> found) {
    for (FolderEntry entry : files.list(folder).entries()) {
      if (entry.kind() == FolderEntry.Kind.FOLDER
          && depth < SCHEMA_DEPTH
          && !entry.name().equals("node_modules")) {
        collect(folder + "/" + entry.name(), depth + 1, found);
      } else if (entry.name().endsWith(".prisma")) {
        keep(files.read(folder, entry), found);
      }
    }
  }

  private void keep(FileReading reading, List<FileReading.Content> found) {
    if (reading instanceof FileReading.Content content) {
      if (content.text().isPresent()) {
        found.add(content);
      } else {
        findings.add(unreadable("schema-unreadable", content.path(), "is no UTF-8 text"));
      }
    }
    refused(reading, "schema-unreadable");
  }

  /** Beside the file that holds the datasource, unless the configuration says otherwise. */
  private String migrationsFolder(
      @Nullable Config config, String schemaPath, List<FileReading.Content> schema) {
    if (config != null) {
      Optional<String> configured = configured(config, "migrations", "path");
      if (configured.isPresent()) {
        return configured.get();
      }
    }
    String home =
        schema.stream()
            .filter(file -> DATASOURCE.matcher(file.text().orElse("")).find())
            .findFirst()
            .map(file -> parent(file.path()))
            .orElse(schemaPath.endsWith(".prisma") ? parent(schemaPath) : schemaPath);
    String beside = join(home, "migrations");
    String above = join(parent(home), "migrations");
    boolean onlyAbove =
        files.list(beside).state() == FolderReading.State.ABSENT
            && !home.isEmpty()
            && files.list(above).state() == FolderReading.State.READ;
    return onlyAbove ? above : beside;
  }

  private Optional<String> configured(Config config, String... keys) {
    ConfigText.Value value = config.text.at(keys);
    if (value instanceof ConfigText.Value.Literal literal) {
      Optional<String> path = inside(join(parent(config.path), literal.path()));
      if (path.isEmpty()) {
        findings.add(
            Finding.of(
                "project-path-outside",
                Severity.WARNING,
                config.path,
                "`" + String.join(".", keys) + "` leads out of the project",
                "start Sallyport with `--project` at the folder that holds it"));
      }
      return path;
    }
    if (value instanceof ConfigText.Value.Computed) {
      findings.add(
          Finding.of(
              "project-path-computed",
              Severity.NOTE,
              config.path,
              "`" + String.join(".", keys) + "` is computed, and this file is never run here",
              "write the path as a literal; until then the usual place is used"));
    }
    return Optional.empty();
  }

  private HistoryMode mode() {
    Optional<String> label = manifest.text("sallyport", "migrations", "mode");
    Optional<HistoryMode> mode = label.flatMap(HistoryMode::of);
    if (label.isPresent() && mode.isEmpty()) {
      findings.add(
          Finding.of(
              "project-mode-unknown",
              Severity.ERROR,
              "package.json",
              "`sallyport.migrations.mode` is neither `hybrid` nor `prisma-only`",
              "write one of the two; until then it is `hybrid`"));
    }
    return mode.orElse(HistoryMode.HYBRID);
  }

  private List<String> manualFolders(String migrations) {
    List<String> named =
        manifest.texts("sallyport", "migrations", "manual").stream()
            .flatMap(folder -> inside(folder).stream())
            .toList();
    return named.isEmpty() ? List.of(migrations) : named;
  }

  private @Nullable Integer major() {
    if (CONFIG_OF_8.stream().anyMatch(base -> EXTENSIONS.stream().anyMatch(e -> exists(base + e)))
        || manifest.dependency("prisma-next").isPresent()
        || manifest.dependsOnAny("@prisma/orm-")) {
      return PrismaProject.ANOTHER_PRODUCT;
    }
    PackageManifest installed = PackageManifest.of(files.read("node_modules/prisma/package.json"));
    Optional<String> version = installed.text("version").or(() -> manifest.dependency("prisma"));
    if (version.isEmpty()) {
      return null;
    }
    Matcher matcher = MAJOR.matcher(version.get());
    return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
  }

  private void refused(FileReading reading, String rule) {
    if (reading instanceof FileReading.Refused refused) {
      findings.add(unreadable(rule, refused.path(), refused.why()));
    }
  }

  private static Finding unreadable(String rule, String path, String why) {
    return Finding.of(
        rule, Severity.ERROR, path, "the file " + why, "put a regular text file there");
  }

  private static List<String> concatenated(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** The path without {@code .} and {@code ..}; empty where it leaves the project. */
  static Optional<String> inside(String path) {
    if (path.startsWith("/")) {
      return Optional.empty();
    }
    List<String> steps = new ArrayList<>();
    for (String step : path.split("/")) {
      if (step.equals("..")) {
        if (steps.isEmpty()) {
          return Optional.empty();
        }
        steps.remove(steps.size() - 1);
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    return Optional.of(String.join("/", steps));
  }

  private static String plain(String path) {
    return inside(path).orElse("prisma/schema.prisma");
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private static String join(String folder, String rest) {
    return folder.isEmpty() ? rest : folder + "/" + rest;
  }
}
