package dev.sallyport.server.migration.proposal;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.migration.diff.Comparing;
import dev.sallyport.server.migration.diff.MigrationScript;
import dev.sallyport.server.migration.diff.RenameCandidate;
import dev.sallyport.server.migration.diff.SchemaDiff;
import dev.sallyport.server.migration.diff.ScriptOutcome;
import dev.sallyport.server.migration.drift.SchemaGoal;
import dev.sallyport.server.migration.drift.SideReader;
import dev.sallyport.server.migration.project.ProjectFiles;
import dev.sallyport.server.shadow.Shadow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The change of schema.prisma as SQL that was proven on a copy of the database. */
public final class SchemaChange {
  private final ProjectFiles files;
  private final Supplier<Shadow> shadow;

  /** A change of the project below {@code files}. */
  public SchemaChange(ProjectFiles files, Supplier<Shadow> shadow) {
    this.files = files;
    this.shadow = shadow;
  }

  /**
   * A script and what should be said about it.
   *
   * @param script empty where the database has everything that the schema describes
   * @param questions what may have been renamed, in words
   */
  public record Written(MigrationScript script, List<String> notes, List<String> questions) {
    public Written {
      notes = List.copyOf(notes);
      questions = List.copyOf(questions);
    }
  }

  /**
   * Writes it.
   *
   * @param catchUp whether to write what the migrations lack where the database lacks nothing
   * @throws SallyportException where no script leads there, with what is left
   */
  public Written write(PlanningGround ground, boolean catchUp) {
    SideReader sides = new SideReader(files, ground::ask, shadow);
    SchemaGoal goal = SchemaGoal.read(sides, catchUp);
    return written(goal, new SchemaDiff(shadow.get(), sides.traits(), Comparing.SCHEMAS));
  }

  /**
   * Writes it where something keeps its rows under another name.
   *
   * @param renames what somebody says was renamed, each as {@code old=new}
   * @throws SallyportException where no script leads there, or nothing was renamed so
   */
  public Written write(PlanningGround ground, List<String> renames) {
    SideReader sides = new SideReader(files, ground::ask, shadow);
    SchemaDiff diff = new SchemaDiff(shadow.get(), sides.traits(), Comparing.SCHEMAS);
    return written(SchemaGoal.renaming(sides, renames, diff::renamed), diff);
  }

  private static Written written(SchemaGoal goal, SchemaDiff diff) {
    ScriptOutcome outcome = diff.script(goal.from(), goal.to(), goal.renames());
    List<String> questions =
        RenameCandidate.among(diff.difference(goal.from(), goal.to()), goal.renames()).stream()
            .map(RenameCandidate::words)
            .toList();
    if (outcome instanceof ScriptOutcome.Refused refused) {
      throw SallyportException.usage(
          "the change of the schema can't be written as SQL: "
              + refused.message()
              + (refused.left().isEmpty() ? "" : ": " + String.join("; ", refused.left())),
          questions.isEmpty() ? refused.help() : String.join("; ", questions));
    }
    ScriptOutcome.Proven proven = (ScriptOutcome.Proven) outcome;
    List<String> notes = new ArrayList<>();
    if (!goal.kept().isEmpty()) {
      notes.add("in the database and not in the schema, left alone: " + some(goal.kept()));
    }
    goal.renames().forEach(one -> notes.add("renamed, as was said: " + one));
    notes.addAll(proven.script().rewrites());
    notes.addAll(questions);
    return new Written(proven.script(), notes, questions);
  }

  private static String some(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(10, names.size())))
        + (names.size() > 10 ? " and " + (names.size() - 10) + " more" : "");
  }
}
