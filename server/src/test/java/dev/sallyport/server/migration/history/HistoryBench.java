package dev.sallyport.server.migration.history;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.migration.ProjectOnDisk;
import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

/**
 * How long the history's part of {@code status} takes. A program, not a test: {@code HistoryBench
 * [MIGRATIONS [keep]]}; with {@code keep} it goes on serving the database, so that the command can
 * be measured as well.
 */
final class HistoryBench {
  private static final String TRACKING =
      """
      CREATE TABLE _prisma_migrations (
        id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL,
        finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL, logs TEXT,
        rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
        applied_steps_count INTEGER NOT NULL DEFAULT 0);
      """;

  private HistoryBench() {}

  public static void main(String[] arguments) throws IOException {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    Path folder = Files.createTempDirectory("sallyport-history-bench-");
    try (EmbeddedServer server = EmbeddedServer.start(folder);
        SqlReader reader = new SqlReader()) {
      EmbeddedDatabase database = server.createDatabase("bench", "bench_owner");
      Path project = Files.createDirectories(folder.resolve("project"));
      write(new ProjectOnDisk(project), database, count);
      measure("every row with its steps", project, database, reader);
      database.run("UPDATE _prisma_migrations SET applied_steps_count = 0");
      measure("every row written by `resolve --applied`", project, database, reader);
      if (arguments.length > 1) {
        database.run("UPDATE _prisma_migrations SET applied_steps_count = 1");
        System.out.println("project " + project + "\nDATABASE_URL=" + database.url());
        System.in.read();
      }
    }
  }

  private static void measure(
      String what, Path project, EmbeddedDatabase database, SqlReader reader) {
    try (TargetDatabase target =
        new TargetDatabase(ConnectionSettings.parse(database.url()), null)) {
      target.warmUp();
      reader.warmUp();
      HistoryStatus status =
          new HistoryStatus(project, facts(target), () -> reader.schemas(), DriftInShort.NOBODY);
      for (int run = 1; run <= 5; run++) {
        long before = System.nanoTime();
        Object healthy = status.report(Cancellation.none()).get("healthy");
        long millis = (System.nanoTime() - before) / 1_000_000;
        System.out.printf(
            Locale.ROOT, "%s, run %d: %d ms, healthy: %s%n", what, run, millis, healthy);
      }
    }
  }

  private static History.Facts facts(TargetDatabase target) {
    return new History.Facts() {
      @Override
      public <T> T ask(Function<CatalogSession, T> question) {
        return target.facts(question);
      }
    };
  }

  private static void write(ProjectOnDisk disk, EmbeddedDatabase database, int count) {
    disk.with("prisma/schema.prisma", "datasource db {\n  provider = \"postgresql\"\n}\n");
    disk.with("package.json", "{}");
    StringBuilder all = new StringBuilder(TRACKING);
    for (int i = 1; i <= count; i++) {
      String name = String.format(Locale.ROOT, "2025%010d_step_%d", i, i);
      String sql = i % 4 == 1 ? table(i) : change(i, i - (i + 3) % 4);
      disk.with("prisma/migrations/" + name + "/migration.sql", sql);
      all.append(sql)
          .append("INSERT INTO _prisma_migrations VALUES (gen_random_uuid(), '")
          .append(Checksum.of(sql.getBytes(StandardCharsets.UTF_8)))
          .append("', now(), '")
          .append(name)
          .append("', NULL, NULL, now(), 1);\n");
    }
    for (int i = 1; i <= 6; i++) {
      String sql =
          "CREATE INDEX IF NOT EXISTS \"manual_"
              + i
              + "\" ON \"Table1\" (name) WHERE a > "
              + i
              + ";\n";
      disk.with("prisma/migrations/0" + i + "_manual.sql", sql);
      all.append(sql);
    }
    database.run(all.toString());
  }

  private static String table(int i) {
    return """
    -- CreateTable
    CREATE TABLE "Table%1$d" (
        "id" SERIAL NOT NULL,
        "a" INTEGER NOT NULL DEFAULT 0,
        "name" TEXT NOT NULL,
        "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

        CONSTRAINT "Table%1$d_pkey" PRIMARY KEY ("id")
    );

    -- CreateIndex
    CREATE UNIQUE INDEX "Table%1$d_name_key" ON "Table%1$d"("name");
    """
        .formatted(i);
  }

  private static String change(int i, int table) {
    return """
    -- AlterTable
    ALTER TABLE "Table%2$d" ADD COLUMN "field%1$d" TEXT,
    ADD COLUMN "other%1$d" INTEGER NOT NULL DEFAULT 1;

    -- CreateIndex
    CREATE INDEX "Table%2$d_field%1$d_idx" ON "Table%2$d"("field%1$d");
    """
        .formatted(i, table);
  }
}
