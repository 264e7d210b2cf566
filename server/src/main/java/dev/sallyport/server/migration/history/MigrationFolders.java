package dev.sallyport.server.migration.history;

import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.FolderEntry;
import dev.sallyport.server.migration.project.FolderReading;
import dev.sallyport.server.migration.project.HistoryMode;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The reading behind {@link MigrationFiles#read}. */
final class MigrationFolders {
  private static final String SCRIPT = "migration.sql";

  private final ProjectFiles files;
  private final PrismaProject project;
  private final List<MigrationFile.Prisma> prisma = new ArrayList<>();
  private final List<MigrationFile.Manual> manual = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /** Folders with a script of Prisma's: no place for numbered files. */
  private final Set<String> scripted = new HashSet<>();

  MigrationFolders(ProjectFiles files, PrismaProject project) {
    this.files = files;
    this.project = project;
  }

  MigrationFiles read() {
    readPrisma(project.migrationsFolder());
    for (String folder : project.manualFolders()) {
      readManual(folder, project.manualDepth());
    }
    manual.sort(
        Comparator.comparing(MigrationFile.Manual::folder)
            .thenComparing(MigrationFile.Manual::number)
            .thenComparing(MigrationFile.Manual::name));
    manual.stream().map(MigrationFile.Manual::folder).distinct().forEach(this::checkNumbers);
    return new MigrationFiles(prisma, manual, findings.stream().sorted().distinct().toList());
  }

  private void readPrisma(String folder) {
    FolderReading reading = files.list(folder);
    if (reading.state() == FolderReading.State.REFUSED) {
      error("migrations-unreadable", folder, "the folder " + reading.why(), "make it readable");
    }
    reading.entries().stream()
        .filter(entry -> entry.name().equals(ProviderLock.NAME))
        .flatMap(entry -> ProviderLock.finding(files.read(folder, entry)).stream())
        .forEach(findings::add);
    Iterator<FileReading> scripts = scripts(folder, reading.entries()).iterator();
    for (FolderEntry entry : reading.entries()) {
      String path = folder + "/" + entry.name();
      if (entry.kind() == FolderEntry.Kind.FOLDER) {
        readDirectory(path, entry, scripts.next());
      } else if (entry.kind() == FolderEntry.Kind.LINK || entry.kind() == FolderEntry.Kind.OTHER) {
        error(
            "migration-link",
            path,
            "`" + entry.name() + "` is a link or no regular file, and was not followed",
            "put the real file there");
      } else if (project.mode() == HistoryMode.PRISMA_ONLY && isSql(entry)) {
        error(
            "manual-in-prisma-only",
            path,
            "`"
                + entry.name()
                + "` lies beside Prisma's directories, which are all there is in"
                + " prisma-only mode",
            "put its SQL into an empty migration of Prisma's");
      }
    }
  }

  private List<FileReading> scripts(String folder, List<FolderEntry> entries) {
    List<FolderEntry> folders =
        entries.stream().filter(entry -> entry.kind() == FolderEntry.Kind.FOLDER).toList();
    return files.readEach(folder, folders, SCRIPT);
  }

  private void readDirectory(String path, FolderEntry entry, FileReading script) {
    if (script instanceof FileReading.Absent) {
      if (!holdsManualFiles(path)) {
        prisma.add(new MigrationFile.Prisma(entry.name(), script));
        error(
            "migration-without-script",
            path,
            "`" + entry.name() + "` has no `" + SCRIPT + "`",
            "restore the file, or remove the empty directory");
      }
      return;
    }
    scripted.add(path);
    prisma.add(new MigrationFile.Prisma(entry.name(), script));
    checkScript(script, "migration-unreadable");
  }

  private boolean holdsManualFiles(String path) {
    boolean searched =
        project.manualFolders().stream()
            .anyMatch(
                folder ->
                    path.equals(folder)
                        || path.startsWith(folder + "/")
                            && depth(path.substring(folder.length() + 1)) <= project.manualDepth());
    return searched && files.list(path).entries().stream().anyMatch(MigrationFolders::isSql);
  }

  private static int depth(String below) {
    return (int) below.chars().filter(unit -> unit == '/').count() + 1;
  }

  private void readManual(String folder, int depth) {
    FolderReading reading = files.list(folder);
    for (FolderEntry entry : reading.entries()) {
      String path = folder.isEmpty() ? entry.name() : folder + "/" + entry.name();
      if (entry.kind() == FolderEntry.Kind.FOLDER && depth > 0) {
        if (!scripted.contains(path)
            && files.read(folder, entry, SCRIPT) instanceof FileReading.Absent) {
          readManual(path, depth - 1);
        }
      } else if (entry.kind() == FolderEntry.Kind.FILE && isSql(entry)) {
        readNumbered(folder, entry, path);
      }
    }
  }

  private void readNumbered(String folder, FolderEntry entry, String path) {
    FileReading script = files.read(folder, entry);
    Numbering.of(folder, entry.name(), script)
        .ifPresentOrElse(
            manual::add,
            () ->
                error(
                    "manual-number-missing",
                    path,
                    "`" + entry.name() + "` has no number in front",
                    "rename it to `NN_name.sql` with the next number"));
    checkScript(script, "manual-unreadable");
  }

  private void checkScript(FileReading script, String rule) {
    if (script instanceof FileReading.Refused refused) {
      error(rule, refused.path(), "the file " + refused.why(), "put a regular SQL file there");
    } else if (script instanceof FileReading.Content content) {
      Optional<String> text = content.text();
      if (text.isEmpty()) {
        error(rule, content.path(), "the file is no UTF-8 text", "save it as UTF-8");
      } else if (text.get().isBlank()) {
        error(
            "migration-empty",
            content.path(),
            "the file is empty",
            "write what it was meant to do, or remove it");
      }
    }
  }

  private void checkNumbers(String folder) {
    findings.addAll(
        Numbering.check(manual.stream().filter(file -> file.folder().equals(folder)).toList()));
  }

  private static boolean isSql(FolderEntry entry) {
    return entry.name().toLowerCase(Locale.ROOT).endsWith(".sql");
  }

  private void error(String rule, String file, String message, String help) {
    findings.add(Finding.of(rule, Severity.ERROR, file, message, help));
  }
}
