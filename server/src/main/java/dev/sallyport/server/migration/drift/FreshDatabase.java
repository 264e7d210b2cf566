package dev.sallyport.server.migration.drift;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.Ignored;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.diff.Comparing;
import dev.sallyport.server.migration.diff.ObjectDifference;
import dev.sallyport.server.migration.diff.SchemaDifference;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.history.MigrationFile;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.prisma.DescribedDatabase;
import dev.sallyport.server.migration.project.IgnoreSetting;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import dev.sallyport.server.shadow.Replay;
import dev.sallyport.server.shadow.Script;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowDatabase;
import dev.sallyport.server.shadow.ShadowTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A database that nothing but the project's migrations made: whether they can be applied from the
 * first to the last, and whether schema.prisma describes what they make. Needs no target.
 */
public final class FreshDatabase {
  /** A longer list helps nobody; what is left out is said. */
  private static final int MOST = 100;

  private static final String OWN_SCHEMA = "public";

  private final ProjectFiles files;
  private final Shadow shadow;
  private final MigrationRoles own;
  private final Consumer<String> progress;

  /**
   * @param reader tells statements that make roles from others
   * @param progress is told what is being done, a line at a time
   */
  public FreshDatabase(
      ProjectFiles files, Shadow shadow, SqlReader reader, Consumer<String> progress) {
    this.files = files;
    this.shadow = shadow;
    this.own = new MigrationRoles(reader);
    this.progress = progress;
  }

  /**
   * Applies every migration and compares.
   *
   * @throws SallyportException where the shadow can't be used
   */
  public List<Finding> findings() {
    PrismaProject project = PrismaProject.locate(files);
    if (project.isAnotherProduct()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    Thread ahead = new Thread(() -> prepare(project), "schema-side");
    ahead.setDaemon(true);
    ahead.start();
    Optional<SideFacts> made = replayed(findings);
    if (made.isPresent()) {
      joined(ahead);
      compared(project, made.get(), findings);
    }
    return findings;
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Prisma's reader keeps one processor busy for seconds; its verdict is remembered. */
  private void prepare(PrismaProject project) {
    try {
      DescribedDatabase.read(files, project);
    } catch (SallyportException unreadable) {
      // Told when it is read for the comparison.
    }
  }

  private Optional<SideFacts> replayed(List<Finding> findings) {
    MigrationFiles migrations = MigrationFiles.read(files, PrismaProject.locate(files));
    NamedRoles roles = new NamedRoles(shadow.hasRoles());
    progress.accept("a throw-away PostgreSQL takes " + counted(migrations.all().size()));
    while (true) {
      try {
        if (shadow.hasRoles()) {
          migrations.all().forEach(file -> own.without(Replaying.script(file)));
        }
        ShadowTraits traits = ShadowTraits.PLAIN.withRoles(roles.all()).withRoles(own.all());
        UnaryOperator<Script> preparation = shadow.hasRoles() ? own::without : script -> script;
        SideFacts made = new Replaying(shadow, traits, this::begins, preparation).run(migrations);
        roles.all().forEach(role -> findings.add(assumed(role)));
        return Optional.of(made);
      } catch (SideException stopped) {
        if (!roles.isAddedFor(stopped)) {
          findings.add(failed(stopped));
          return Optional.empty();
        }
      }
    }
  }

  private void begins(int number, int all, MigrationFile file) {
    progress.accept(number + " of " + all + ": " + file.name());
  }

  private static String counted(int migrations) {
    return migrations == 1 ? "1 migration" : migrations + " migrations";
  }

  private static Finding failed(SideException side) {
    Optional<Replay.Stopped> at = side.stopped();
    if (at.isEmpty()) {
      return Finding.of(
          "migration-unreadable",
          Severity.ERROR,
          "",
          String.valueOf(side.getMessage()),
          side.help());
    }
    Replay.Stopped stopped = at.get();
    String statement = stopped.statement() == 0 ? "" : "statement " + stopped.statement() + " ";
    return new Finding(
        stopped.refused() ? "migration-refused" : "migration-fails",
        Severity.ERROR,
        stopped.source(),
        stopped.line(),
        0,
        statement
            + (stopped.refused() ? "is not run: " : "fails on a fresh database: ")
            + stopped.message(),
        stopped.help());
  }

  private static Finding assumed(String role) {
    return Finding.of(
        "role-assumed",
        Severity.NOTE,
        "",
        "the migrations name the role `" + role + "`; the fresh database was given one",
        "make sure that each server has it before the migrations run");
  }

  private void compared(PrismaProject project, SideFacts made, List<Finding> findings) {
    if (project.schemaFiles().isEmpty()) {
      return;
    }
    progress.accept("comparing the result with " + project.schemaPath());
    try {
      DescribedDatabase described = DescribedDatabase.read(files, project);
      described.remarks().forEach(remark -> findings.add(remark(project, remark)));
      differences(project, made, described(project, described), findings);
    } catch (SallyportException unreadable) {
      findings.add(
          Finding.of(
              "schema-not-compared",
              Severity.ERROR,
              project.schemaPath(),
              "it could not be compared with what the migrations make: " + unreadable.getMessage(),
              unreadable.help()));
    }
  }

  private SchemaFacts described(PrismaProject project, DescribedDatabase described) {
    try (ShadowDatabase database = shadow.lend(ShadowTraits.PLAIN)) {
      Replay replay =
          database.apply(new Script(project.schemaPath(), described.script(OWN_SCHEMA)));
      if (replay instanceof Replay.Stopped stopped) {
        throw new SideException(
            Side.SCHEMA, "what it describes can't be made: " + stopped.message(), stopped.help());
      }
      return database.facts(FactReader::read);
    }
  }

  private void differences(
      PrismaProject project, SideFacts made, SchemaFacts described, List<Finding> findings) {
    Ignored ignored = new Ignored(IgnoreSetting.read(files).globs());
    SideFacts kept =
        new SideFacts(
            Side.MIGRATIONS,
            made.facts().without(ignored),
            made.tracked().without(ignored),
            List.of());
    Set<String> byHand = SchemaCompletion.madeByHand(kept);
    SchemaFacts goal = SchemaCompletion.of(described.without(ignored), kept.facts(), byHand);
    SchemaDifference difference = SchemaDifference.between(kept.facts(), goal, Comparing.SCHEMAS);
    List<ObjectDifference> told = difference.told();
    SchemaPlaces places = new SchemaPlaces(project, difference);
    told.stream().limit(MOST).map(places::finding).forEach(findings::add);
    if (told.size() > MOST) {
      findings.add(remark(project, "and " + (told.size() - MOST) + " differences more"));
    }
  }

  private static Finding remark(PrismaProject project, String text) {
    return Finding.of(
        "schema-compared-with-less",
        Severity.NOTE,
        project.schemaPath(),
        text,
        "`sallyport diff --from migrations --to schema` shows all of it");
  }
}
