package dev.sallyport.server.migration.lint;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.migration.lint.MigrationText.Runner;
import dev.sallyport.server.migration.lint.state.LintFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How fast the linter is without a database: a history of a thousand files from a cold start, and
 * one file once it is warm. A program, run by hand.
 */
public final class LintBench {
  private static final int FILES = 1_000;

  private LintBench() {}

  public static void main(String[] arguments) {
    List<MigrationText> history = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      history.add(new MigrationText(i + ".sql", "m" + i, Runner.PRISMA, script(i)));
    }
    try (SqlReader reader = new SqlReader()) {
      long start = System.nanoTime();
      int findings = new Linter(reader.definitions()).lint(history, LintFacts.NONE).size();
      print("%d files, %d findings, cold: %.0f ms", FILES, findings, millis(start));
      List<Double> times = new ArrayList<>();
      for (int i = 0; i < FILES; i++) {
        long one = System.nanoTime();
        new Linter(reader.definitions()).lint(List.of(history.get(i)), LintFacts.NONE);
        times.add(millis(one));
      }
      times.sort(null);
      print("one file, warm: p50 %.2f ms, p99 %.2f ms", times.get(500), times.get(990));
    }
    System.exit(0);
  }

  /** What a tool writes for a new table and a change of an old one. */
  private static String script(int i) {
    String table = "\"Table" + i + "\"";
    String older = "\"Table" + Math.max(0, i - 3) + "\"";
    return """
    -- CreateTable
    CREATE TABLE %1$s (
        "id" SERIAL NOT NULL,
        "name" VARCHAR(50) NOT NULL,
        "parentId" INTEGER,
        "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
        CONSTRAINT "Table%3$d_pkey" PRIMARY KEY ("id")
    );
    -- CreateIndex
    CREATE INDEX "Table%3$d_parentId_idx" ON %1$s ("parentId");
    -- AddForeignKey
    ALTER TABLE %1$s ADD CONSTRAINT "Table%3$d_parentId_fkey" FOREIGN KEY ("parentId")
      REFERENCES %2$s ("id") ON DELETE SET NULL ON UPDATE CASCADE;
    -- AlterTable
    ALTER TABLE %2$s ADD COLUMN "extra%3$d" JSONB NOT NULL DEFAULT '{}';
    UPDATE %2$s SET "extra%3$d" = '[]' WHERE "name" LIKE 'a%%';
    """
        .formatted(table, older, i);
  }

  private static double millis(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
