package dev.sallyport.server.migration.history;

import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.ArrayList;
import java.util.List;

/**
 * Every migration of a project, in order.
 *
 * @param prisma Prisma's directories, sorted by name as Prisma sorts them
 * @param manual numbered files, by folder and number
 * @param findings what is wrong with the folder: unreadable, misnumbered, empty
 */
public record MigrationFiles(
    List<MigrationFile.Prisma> prisma, List<MigrationFile.Manual> manual, List<Finding> findings) {
  public MigrationFiles {
    prisma = List.copyOf(prisma);
    manual = List.copyOf(manual);
    findings = List.copyOf(findings);
  }

  /** Reads the project's folders. */
  public static MigrationFiles read(ProjectFiles files, PrismaProject project) {
    return new MigrationFolders(files, project).read();
  }

  /** Prisma's directories, then the numbered files. */
  public List<MigrationFile> all() {
    List<MigrationFile> all = new ArrayList<>(prisma);
    all.addAll(manual);
    return all;
  }

  /** What the project's next numbered file starts with; empty in prisma-only mode. */
  String nextNumber(PrismaProject project) {
    return project.manualFolders().isEmpty() ? "" : nextNumber(project.manualFolders().get(0));
  }

  /** What the next numbered file of a folder starts with, such as {@code 07}. */
  public String nextNumber(String folder) {
    return Numbering.next(manual.stream().filter(file -> file.folder().equals(folder)).toList());
  }
}
