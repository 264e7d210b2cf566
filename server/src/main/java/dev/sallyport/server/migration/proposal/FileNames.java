package dev.sallyport.server.migration.proposal;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.gateway.MigrationStep;
import dev.sallyport.server.gateway.OpenPlan;
import dev.sallyport.server.migration.history.MigrationFile;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.project.PrismaProject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the next migrations of a project are called, and where they lie. */
final class FileNames {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

  private final PrismaProject project;
  private final MigrationFiles files;
  private final Clock clock;

  FileNames(PrismaProject project, MigrationFiles files, Clock clock) {
    this.project = project;
    this.files = files;
    this.clock = clock;
  }

  /**
   * A file's name and path.
   *
   * @param name as people and {@code _prisma_migrations} call it
   */
  record Named(String name, String path) {}

  /** The directory of Prisma's after all others, {@code ahead} after the first of a proposal. */
  Named prisma(String name, int ahead) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    String stamp = now.plus(Duration.ofSeconds(ahead)).format(STAMP);
    Optional<String> last = files.prisma().stream().map(MigrationFile::name).max(String::compareTo);
    if (last.isPresent() && last.get().compareTo(stamp) > 0) {
      stamp = after(last.get(), ahead);
    }
    String directory = stamp + "_" + name;
    return new Named(directory, project.migrationsFolder() + "/" + directory + "/migration.sql");
  }

  /** A directory dated in the future is not overtaken: what is new sorts after it. */
  private static String after(String last, int ahead) {
    try {
      LocalDateTime there = LocalDateTime.parse(last.substring(0, 14), STAMP);
      return there.plusSeconds(ahead + 1L).format(STAMP);
    } catch (RuntimeException e) {
      throw SallyportException.usage(
          "`" + last + "` sorts after every date, so nothing new can follow it",
          "rename it to begin with a date, if it was not applied anywhere");
    }
  }

  /** The numbered file after all others. */
  Named manual(String name, int ahead) {
    String folder = project.manualFolders().get(0);
    String next = files.nextNumber(folder);
    int number = Integer.parseInt(next) + ahead;
    String file =
        String.format(Locale.ROOT, "%0" + next.length() + "d", number) + "_" + name + ".sql";
    return new Named(file, folder.isEmpty() ? file : folder + "/" + file);
  }

  /** The open plan that writes files of that name with these texts: the request was repeated. */
  static Optional<List<Step>> repeated(String name, List<Part> parts, List<OpenPlan> open) {
    return open.stream()
        .map(OpenPlan::steps)
        .filter(steps -> isSame(name, parts, written(steps)))
        .findFirst();
  }

  private static boolean isSame(String name, List<Part> parts, List<MigrationStep> written) {
    if (written.size() != parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      MigrationStep one = written.get(i);
      String bare = one.name().replaceFirst("^\\d+_", "").replaceFirst("\\.sql$", "");
      if (!bare.equals(name + parts.get(i).suffix()) || !one.text().equals(parts.get(i).sql())) {
        return false;
      }
    }
    return true;
  }

  /** The migrations among what steps write. */
  static List<MigrationStep> written(List<Step> steps) {
    return steps.stream()
        .filter(step -> step.kind() == Step.Kind.MIGRATION)
        .map(MigrationStep::of)
        .filter(step -> step.isWritten() && step.path().endsWith(".sql"))
        .toList();
  }
}
