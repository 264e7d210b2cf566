package dev.sallyport.server.migration.operation;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.Ignored;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.MigrationStep;
import dev.sallyport.server.gateway.OperationPlanner;
import dev.sallyport.server.gateway.Plan;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.migration.prisma.DescribedDatabase;
import dev.sallyport.server.migration.prisma.SchemaFile;
import dev.sallyport.server.migration.prisma.SchemaReview;
import dev.sallyport.server.migration.prisma.datamodel.DatamodelException;
import dev.sallyport.server.migration.prisma.pull.SchemaPull;
import dev.sallyport.server.migration.prisma.syntax.SchemaSyntaxException;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.IgnoreSetting;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFileWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code db-pull}: what stands in the database as a draft of schema.prisma, written beside it for a
 * person to look at. The schema itself is never written over.
 */
record PullPlanner(Workshop workshop) implements OperationPlanner {
  private static final int NEWEST = 7;
  private static final String SUFFIX = ".draft";

  @Override
  public Operation operation() {
    return Operation.DB_PULL;
  }

  @Override
  public Plan plan(AgentRequest request, PlanningGround ground) {
    Arguments.of(request).only();
    PrismaProject project = workshop.project();
    List<SchemaFile> files =
        project.schemaFiles().isEmpty() ? List.of() : DescribedDatabase.files(project);
    SchemaPull.Draft draft = draft(project, files, ground);
    String path = path(project);
    boolean same =
        files.size() == 1
            && files.get(0).text().stripTrailing().equals(draft.text().stripTrailing());
    if (same) {
      return Plan.nothing("the schema says what stands in the database");
    }
    SchemaReview review =
        SchemaReview.of(workshop.files(), new SchemaFile("schema.prisma", draft.text()));
    byte[] bytes = review.text().getBytes(StandardCharsets.UTF_8);
    if (workshop.files().read(path) instanceof FileReading.Content there) {
      if (Arrays.equals(there.bytes(), bytes)) {
        return Plan.nothing("`" + path + "` says what stands in the database");
      }
      throw SallyportException.usage(
          "`" + path + "` is there already and says something else",
          "use what it says or remove it, then ask again");
    }
    List<String> notes = new ArrayList<>(draft.notes());
    if (!review.remark().isEmpty()) {
      notes.add(review.remark());
    }
    if (files.size() > 1) {
      notes.add("the schema is kept in " + files.size() + " files; the draft is one");
    }
    MigrationStep step =
        new MigrationStep(
            path.substring(path.lastIndexOf('/') + 1),
            review.text(),
            path,
            false,
            "",
            ProjectFileWriter.projectOf(workshop.root()),
            true);
    step.check(new ProjectFileWriter(workshop.root()));
    return new Plan(
        List.of(step.toStep()),
        "writes `"
            + path
            + "`, the schema as the database has it; `"
            + project.schemaPath()
            + "` stays as it is",
        notes);
  }

  private SchemaPull.Draft draft(
      PrismaProject project, List<SchemaFile> files, PlanningGround ground) {
    SchemaFacts facts =
        ground
            .ask(FactReader::read)
            .without(Ignored.booksAnd(IgnoreSetting.read(workshop.files()).globs()));
    Integer major = project.major();
    try {
      return SchemaPull.draft(
          facts, files, Workshop.schema(ground), major == null ? NEWEST : major);
    } catch (DatamodelException | SchemaSyntaxException unreadable) {
      throw SallyportException.usage(
          "the schema that is there can't be read: " + unreadable.getMessage(),
          "mend it as `validate` says, then ask again");
    }
  }

  /** Of a name that Prisma does not read: a folder of a schema takes in every other file. */
  private static String path(PrismaProject project) {
    String schema = project.schemaPath();
    boolean folder = !schema.endsWith(".prisma");
    return (folder ? schema + "/schema.prisma" : schema) + SUFFIX;
  }
}
