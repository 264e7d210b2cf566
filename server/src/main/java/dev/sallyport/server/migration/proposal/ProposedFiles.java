package dev.sallyport.server.migration.proposal;

import dev.sallyport.server.approval.Step;
import dev.sallyport.server.gateway.MigrationStep;
import dev.sallyport.server.migration.project.ProjectFileWriter;
import dev.sallyport.server.migration.proposal.ProposalRequest.Kept;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a proposal as the steps of its plan: those that are there already are taken up, the
 * others are written when the plan is run.
 *
 * @param root the project's folder
 * @param names what the next migrations are called
 * @param name of the proposal
 */
record ProposedFiles(Path root, FileNames names, String name, Kept pattern) {

  /**
   * The steps.
   *
   * @param runs whether their SQL is run
   * @param tracked the schema of {@code _prisma_migrations}; empty where they get no row
   * @param there the names of the first parts' files, which are there already
   */
  List<Step> steps(List<Part> parts, boolean runs, String tracked, List<FileNames.Named> there) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      FileNames.Named named =
          i < there.size() ? there.get(i) : names.next(pattern, name + part.suffix(), i, there);
      steps.add(
          new MigrationStep(
                  named.name(),
                  part.sql(),
                  named.path(),
                  runs,
                  pattern == Kept.PRISMA ? tracked : "",
                  i < there.size() ? "" : ProjectFileWriter.projectOf(root),
                  !runs || part.transactional())
              .toStep());
    }
    return steps;
  }

  /** The migrations among steps whose files stand in the project, now or later. */
  static List<MigrationStep> migrations(List<Step> steps) {
    return steps.stream()
        .filter(step -> step.kind() == Step.Kind.MIGRATION)
        .map(MigrationStep::of)
        .filter(step -> step.path().endsWith(".sql"))
        .toList();
  }

  /** What a plan does, such as {@code writes and applies `prisma/migrations/01_notes.sql`}. */
  static String summary(List<Step> steps, boolean apply) {
    List<String> written = new ArrayList<>();
    List<String> there = new ArrayList<>();
    for (MigrationStep step : migrations(steps)) {
      (step.isWritten() ? written : there).add("`" + step.path() + "`");
    }
    String writes =
        written.isEmpty()
            ? ""
            : (apply ? "writes and applies " : "writes ") + String.join(", ", written);
    if (there.isEmpty() || !apply) {
      return writes;
    }
    return (writes.isEmpty() ? "" : writes + ", and ")
        + "applies "
        + String.join(", ", there)
        + (there.size() == 1 ? ", which is there already" : ", which are there already");
  }
}
