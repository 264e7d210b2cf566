package dev.sallyport.server.migration.proposal;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.migration.history.MigrationFile;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.proposal.ProposalRequest.Kept;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

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
  private Named prisma(String name, int ahead) {
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

  /** The numbered file after all others, and {@code ahead} more. */
  private Named manual(String name, int ahead) {
    String folder = project.manualFolders().get(0);
    String next = files.nextNumber(folder);
    int number = Integer.parseInt(next) + ahead;
    String file =
        String.format(Locale.ROOT, "%0" + next.length() + "d", number) + "_" + name + ".sql";
    return new Named(file, folder.isEmpty() ? file : folder + "/" + file);
  }

  /** The file after all others, {@code at} of a proposal whose first files are there already. */
  Named next(Kept pattern, String name, int at, List<Named> there) {
    return pattern == Kept.PRISMA ? prisma(name, at) : manual(name, at - there.size());
  }

  /**
   * The files of a proposal's first parts where they are there already, last of all: a run that was
   * killed left them, or they were written and not applied.
   *
   * @param applied whether a migration of Prisma's has its row
   */
  List<Named> there(Kept pattern, String name, List<Part> parts, Predicate<String> applied) {
    List<? extends MigrationFile> all = pattern == Kept.PRISMA ? files.prisma() : ofFirstFolder();
    for (int count = Math.min(parts.size(), all.size()); count > 0; count--) {
      List<? extends MigrationFile> last = all.subList(all.size() - count, all.size());
      if (isOf(last, name, parts) && last.stream().noneMatch(file -> applied.test(file.name()))) {
        return last.stream().map(file -> new Named(file.name(), file.script().path())).toList();
      }
    }
    return List.of();
  }

  private List<MigrationFile.Manual> ofFirstFolder() {
    return project.manualFolders().isEmpty()
        ? List.of()
        : files.manual().stream()
            .filter(file -> file.folder().equals(project.manualFolders().get(0)))
            .toList();
  }

  private static boolean isOf(List<? extends MigrationFile> files, String name, List<Part> parts) {
    for (int i = 0; i < files.size(); i++) {
      MigrationFile file = files.get(i);
      boolean same =
          bare(file.name()).equals(name + parts.get(i).suffix())
              && file.script() instanceof FileReading.Content content
              && Arrays.equals(
                  content.bytes(), parts.get(i).sql().getBytes(StandardCharsets.UTF_8));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** A migration's name without its number or date, and without an ending. */
  static String bare(String name) {
    return name.replaceFirst("^\\d+_", "").replaceFirst("\\.sql$", "");
  }
}
