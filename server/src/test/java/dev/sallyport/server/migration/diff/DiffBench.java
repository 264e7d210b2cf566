package dev.sallyport.server.migration.diff;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowTraits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Times facts, words and the proven script of a large schema: 1,000 tables with 3,000 indexes, 200
 * views and 200 functions, or as many thousand as the first argument says.
 *
 * <p>Run by hand: no test asserts a time.
 */
public final class DiffBench {
  private DiffBench() {}

  public static void main(String[] arguments) throws Exception {
    int thousands = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
    TestServer.TestDatabase one = database(thousands);
    TestServer.TestDatabase other = database(thousands);
    other.run(
        "ALTER TABLE t7 ADD COLUMN more text, ALTER b TYPE bigint",
        "CREATE TABLE extra(id int PRIMARY KEY)",
        "CREATE OR REPLACE FUNCTION f9(x int) RETURNS int LANGUAGE sql AS 'SELECT x + 99'",
        "CREATE INDEX one_more ON t9(b, c)");
    Path home = Files.createTempDirectory("sallyport-bench");
    try (TargetDatabase from = new TargetDatabase(one.settings("postgres"), null);
        TargetDatabase to = new TargetDatabase(other.settings("postgres"), null);
        SqlReader reader = new SqlReader();
        Shadow shadow = Shadow.embedded(home, reader)) {
      ShadowTraits traits = ShadowTraits.PLAIN.ownedBy("postgres");
      shadow.lend(traits).close();
      for (int round = 0; round < 4; round++) {
        SchemaFacts before = timed("facts of one side", () -> from.facts(FactReader::read));
        SchemaFacts after = timed("facts of the other", () -> to.facts(FactReader::read));
        SchemaDifference difference =
            timed("difference", () -> SchemaDifference.between(before, after, Comparing.DATABASES));
        timed(
            "words, renames and patch",
            () ->
                difference.words().size()
                    + RenameCandidate.among(difference).size()
                    + difference.patch().toJsonArray().size());
        timed(
            "script, proven on a copy",
            () -> new SchemaDiff(shadow, traits, Comparing.DATABASES).script(before, after));
      }
    }
  }

  private static TestServer.TestDatabase database(int thousands) {
    TestServer.TestDatabase database = TestServer.create();
    for (int chunk = 0; chunk < thousands * 10; chunk++) {
      database.run(
          """
          DO $$ BEGIN FOR i IN %d..%d LOOP
            EXECUTE format('CREATE TABLE t%%s(id int PRIMARY KEY, a text NOT NULL DEFAULT ''x'','
              ' b int, c numeric(10,2), d timestamptz DEFAULT now(), e jsonb, f boolean)', i);
            EXECUTE format('CREATE INDEX t%%s_a ON t%%s(a)', i, i);
            EXECUTE format('CREATE INDEX t%%s_b ON t%%s(b DESC) WHERE c > 1', i, i);
            IF i %% 5 = 0 THEN
              EXECUTE format('CREATE VIEW v%%s AS SELECT id, a, b + 1 AS b FROM t%%s', i, i);
              EXECUTE format('CREATE FUNCTION f%%s(x int) RETURNS int LANGUAGE sql AS'
                ' ''SELECT x + %%s''', i + 4, i);
            END IF;
          END LOOP; END $$\
          """
              .formatted(chunk * 100 + 1, chunk * 100 + 100));
    }
    return database;
  }

  private static <T> T timed(String what, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    System.out.printf(Locale.ROOT, "%-30s %7.0f ms%n", what, (System.nanoTime() - start) / 1e6);
    if (result instanceof ScriptOutcome.Refused refused) {
      System.out.println(refused.message() + refused.left());
    }
    return result;
  }
}
