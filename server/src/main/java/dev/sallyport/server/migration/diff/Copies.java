package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.migration.diff.script.ScriptStatement;
import dev.sallyport.server.migration.diff.script.ScriptWriter;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowDatabase;
import dev.sallyport.server.shadow.ShadowTraits;
import java.util.List;

/** Copies of databases on a shadow, made from facts alone: the same objects, no rows. */
public final class Copies {
  /** Few enough that their locks fit, many enough that round trips don't count. */
  private static final int TOGETHER = 200;

  private Copies() {}

  /** The statements that make everything in an empty database. */
  public static MigrationScript creation(SchemaFacts facts) {
    return new MigrationScript(ScriptWriter.write(SchemaFacts.empty(facts.serverVersion()), facts));
  }

  /**
   * A database on the shadow with the objects of the facts. The caller closes it.
   *
   * @throws CopyException where the shadow can't hold them
   */
  public static ShadowDatabase of(Shadow shadow, SchemaFacts facts, ShadowTraits traits) {
    ShadowDatabase database = shadow.lend(traits.withoutExtensions());
    try {
      // What a new database has of itself is where the script begins.
      SchemaFacts fresh = read(database);
      apply(
          database,
          ScriptWriter.write(Comparing.DATABASES.reduce(fresh), Comparing.DATABASES.reduce(facts)));
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** The facts of a copy. */
  static SchemaFacts read(ShadowDatabase copy) {
    return StandIns.told(CopiedMappings.told(copy, copy.facts(FactReader::read)));
  }

  /** Runs a script of ours; it takes effect whole batches at a time. */
  static void apply(ShadowDatabase database, List<ScriptStatement> statements) {
    database.applyOwn("SET check_function_bodies = off");
    for (int start = 0; start < statements.size(); start += TOGETHER) {
      List<ScriptStatement> batch =
          statements.subList(start, Math.min(statements.size(), start + TOGETHER));
      try {
        database.applyOwn(StandIns.tried(batch, database));
      } catch (DatabaseException e) {
        applyEach(database, batch);
      }
    }
  }

  /** Finds the statement that fails, or that only the administrator may run. */
  static void applyEach(ShadowDatabase database, List<ScriptStatement> statements) {
    List<String> tried = StandIns.tried(statements, database);
    for (int i = 0; i < tried.size(); i++) {
      try {
        database.applyOwn(tried.get(i));
      } catch (DatabaseException e) {
        throw new CopyException(statements.get(i), e);
      }
    }
  }
}
