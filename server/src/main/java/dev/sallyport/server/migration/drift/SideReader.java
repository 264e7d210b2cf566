package dev.sallyport.server.migration.drift;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.Ignored;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.CatalogSession;
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
import dev.sallyport.server.shadow.TargetTraits;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the sides of one project. What was replayed once is not replayed again while neither files
 * nor the traits of the target change.
 *
 * <p>Thread-safe.
 */
public final class SideReader {
  private static final Logger LOGGER = LoggerFactory.getLogger(SideReader.class);
  private static final int KEPT = 4;
  private static final String SCHEMA_NAMED =
      "SELECT 1 FROM pg_catalog.pg_namespace n WHERE n.nspname = $1";

  private final ProjectFiles files;
  private final Asking database;
  private final Supplier<Shadow> shadow;
  private final RecentSides warm = new RecentSides(KEPT);

  /** Asks the guarded database one question in a transaction of its own. */
  @FunctionalInterface
  public interface Asking {
    <T> T ask(Function<CatalogSession, T> question);
  }

  /** A reader that asks {@code database} and replays on {@code shadow}. */
  public SideReader(ProjectFiles files, Asking database, Supplier<Shadow> shadow) {
    this.files = files;
    this.database = database;
    this.shadow = shadow;
  }

  PrismaProject project() {
    PrismaProject project = PrismaProject.locate(files);
    if (project.isAnotherProduct()) {
      throw SallyportException.usage(
          "this project uses Prisma 8 or newer, which keeps contracts instead of a schema",
          "compare with its own tools");
    }
    return project;
  }

  /** The digest of everything the replayed sides are made of but the traits. */
  InputDigest inputs(PrismaProject project) {
    return InputDigest.of(project, MigrationFiles.read(files, project));
  }

  /** The state of the live catalogs, as {@link FactReader#stamp}. */
  String stamp() {
    return database.ask(FactReader::stamp);
  }

  /**
   * Reads a side.
   *
   * @throws SallyportException where it can't be read, with the place
   */
  public SideFacts read(Side side) {
    SideFacts all = readAll(side);
    List<String> ignored = ignored();
    if (ignored.isEmpty()) {
      return all;
    }
    Ignored globs = new Ignored(ignored);
    SchemaFacts facts = all.facts().without(globs);
    boolean same = all.tracked() == all.facts();
    return new SideFacts(side, facts, same ? facts : all.tracked().without(globs), all.remarks());
  }

  /** What {@code package.json} leaves out of every comparison. */
  List<String> ignored() {
    return IgnoreSetting.read(files).globs();
  }

  private SideFacts readAll(Side side) {
    return switch (side) {
      case DATABASE -> {
        SchemaFacts facts = database.ask(FactReader::read);
        yield new SideFacts(side, facts, facts, List.of());
      }
      case MIGRATIONS -> migrations(project());
      case SCHEMA -> schema(project());
    };
  }

  /** What numbered files made; empty where the migrations can't be replayed. */
  Set<String> madeByHand() {
    try {
      return SchemaCompletion.madeByHand(read(Side.MIGRATIONS));
    } catch (SallyportException unreadable) {
      return Set.of();
    }
  }

  /** What shadows take from the target. */
  public ShadowTraits traits() {
    return database.ask(TargetTraits::of);
  }

  /** Where unqualified names of the target are made: the first of its path that exists. */
  private String ownSchema() {
    return database.ask(
        session ->
            session.searchPath().stream()
                .filter(name -> !session.rows(SCHEMA_NAMED, row -> true, name).isEmpty())
                .findFirst()
                .orElse("public"));
  }

  private SideFacts migrations(PrismaProject project) {
    MigrationFiles migrations = MigrationFiles.read(files, project);
    ShadowTraits traits = traits();
    return warm.get(
        "migrations " + InputDigest.of(project, migrations).migrations() + traits,
        () -> new Replaying(shadow.get(), traits).run(migrations));
  }

  private SideFacts schema(PrismaProject project) {
    ShadowTraits traits = traits();
    return warm.get(
        "schema " + inputs(project).schema() + traits, () -> described(project, traits));
  }

  private SideFacts described(PrismaProject project, ShadowTraits traits) {
    DescribedDatabase described = DescribedDatabase.read(files, project);
    String own = ownSchema();
    try (ShadowDatabase made = shadow.get().lend(traits)) {
      Replay replay = made.apply(new Script(project.schemaPath(), described.script(own)));
      if (replay instanceof Replay.Stopped stopped) {
        throw new SideException(
            Side.SCHEMA,
            "what `" + project.schemaPath() + "` describes can't be made: " + stopped.message(),
            stopped.help());
      }
      SchemaFacts facts = made.facts(FactReader::read);
      return new SideFacts(Side.SCHEMA, facts, facts, described.remarks());
    }
  }

  /**
   * Begins to read schema.prisma's side, which keeps one processor busy, while the caller reads
   * others. Whatever goes wrong is told to who reads it.
   */
  void begin(PrismaProject project) {
    if (!project.schemaFiles().isEmpty()) {
      Thread ahead = new Thread(() -> prepare(project), "schema-side");
      ahead.setDaemon(true);
      ahead.start();
    }
  }

  private void prepare(PrismaProject project) {
    try {
      schema(project);
    } catch (RuntimeException e) {
      LOGGER.atDebug().log("schema.prisma could not be read ahead");
    }
  }
}
