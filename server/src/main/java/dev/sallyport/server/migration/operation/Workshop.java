package dev.sallyport.server.migration.operation;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.catalog.SchemaInventory;
import dev.sallyport.server.gateway.MigrationStep;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.migration.effects.EffectProbe;
import dev.sallyport.server.migration.history.MigrationFile;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.history.TrackingSchema;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What the planners share: the project's files as they are now, and the SQL reader. */
final class Workshop {
  private final Path root;
  private final ProjectFiles files;
  private final SqlReader reader;

  Workshop(Path root, SqlReader reader) {
    this.root = root;
    this.files = new ProjectFiles(root);
    this.reader = reader;
  }

  Path root() {
    return root;
  }

  ProjectFiles files() {
    return files;
  }

  /**
   * The project as it is now.
   *
   * @throws SallyportException where it is of another product
   */
  PrismaProject project() {
    PrismaProject project = PrismaProject.locate(files);
    if (project.isAnotherProduct()) {
      throw SallyportException.usage(
          "this project uses Prisma 8 or newer, which keeps contracts instead of a schema",
          "send SQL with `execute`");
    }
    return project;
  }

  MigrationFiles migrations() {
    return MigrationFiles.read(files, project());
  }

  /** The schema that holds, or would hold, {@code _prisma_migrations}. */
  static String schema(PlanningGround ground) {
    return ground.ask(TrackingSchema::of);
  }

  /** Looks up what the project's migrations, and those applied by hand, left in the database. */
  EffectProbe probe(PlanningGround ground) {
    SchemaInventory inventory = ground.ask(SchemaInventory::read);
    EffectProbe probe = new EffectProbe(reader.schemas(), inventory, schema(ground));
    MigrationFiles migrations = migrations();
    for (MigrationFile file : migrations.prisma()) {
      file.sql().ifPresent(sql -> probe.add(file.name(), "prisma", sql));
    }
    for (MigrationFile.Manual file : migrations.manual()) {
      file.sql().ifPresent(sql -> probe.add(file.script().path(), file.folder(), sql));
    }
    return probe;
  }

  /** A file as a step that records it as applied without running it. */
  MigrationStep recorded(MigrationFile file, String tracked) {
    return new MigrationStep(
        file.name(), text(file), file.script().path(), false, tracked, "", true);
  }

  /**
   * A file as a step that runs it.
   *
   * @param tracked the schema of its history; empty where it has none
   * @throws SallyportException where it can't be run
   */
  MigrationStep step(MigrationFile file, String tracked) {
    String text = text(file);
    return new MigrationStep(
        file.name(), text, file.script().path(), true, tracked, "", isTransactional(file));
  }

  /** The whole text of a file that is there and readable, with its byte order mark. */
  static String text(MigrationFile file) {
    String sql = sql(file);
    boolean marked =
        file.script() instanceof FileReading.Content content
            && content.bytes().length > sql.getBytes(StandardCharsets.UTF_8).length;
    return marked ? "\uFEFF" + sql : sql;
  }

  private static String sql(MigrationFile file) {
    if (file.script() instanceof FileReading.Refused refused) {
      throw SallyportException.usage(
          "`" + file.name() + "`: the file " + refused.why(), "put a regular file there");
    }
    return file.sql()
        .orElseThrow(
            () ->
                SallyportException.usage(
                    "`" + file.name() + "` has no SQL that is UTF-8 text",
                    "restore the file, or remove the empty directory"));
  }

  private boolean isTransactional(MigrationFile file) {
    String sql = sql(file);
    Reading reading = reader.read(sql);
    if (reading instanceof Reading.Refused refused) {
      throw SallyportException.usage(
          "`" + file.name() + "` is not understood: " + refused.message(), refused.help());
    }
    List<Statement> statements = ((Reading.Understood) reading).statements();
    boolean alone = statements.stream().anyMatch(Statement::isNonTransactional);
    if (alone && statements.size() > 1) {
      throw SallyportException.usage(
          "`" + file.name() + "` holds a statement that can't run in a transaction, beside others",
          "put that statement alone into a migration of its own");
    }
    requireNoTransactionInside(file, sql);
    return !alone;
  }

  /**
   * What a file commits halfway can't be taken back, nor be recorded truly where it fails after.
   */
  private void requireNoTransactionInside(MigrationFile file, String sql) {
    boolean inside =
        MigrationStep.sent(sql, reader).stream()
            .anyMatch(statement -> statement.has(EffectKind.TRANSACTION));
    if (inside) {
      throw SallyportException.usage(
          "`" + file.name() + "` begins or ends a transaction in the middle",
          "split it there into two migrations: each one takes effect as a whole or not at all");
    }
  }
}
