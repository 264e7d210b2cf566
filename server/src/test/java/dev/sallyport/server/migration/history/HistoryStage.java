package dev.sallyport.server.migration.history;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.migration.ProjectOnDisk;
import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import java.nio.file.Path;
import java.util.function.Function;

/** A project on disk, and in a real database a schema of its own for it. */
final class HistoryStage {
  private static final String TRACKING =
      """
      CREATE TABLE _prisma_migrations (
        id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL,
        finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL, logs TEXT,
        rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
        applied_steps_count INTEGER NOT NULL DEFAULT 0);
      """;

  private final Server server;
  private final ProjectOnDisk disk;
  private final String schema;
  private int manual;

  private HistoryStage(Server server, Path project, String schema) {
    this.server = server;
    this.disk = new ProjectOnDisk(project).with("prisma/schema.prisma", "datasource db {\n}\n");
    this.schema = schema;
  }

  /** The PostgreSQL of one class of tests. */
  static final class Server implements AutoCloseable {
    private final EmbeddedServer server;
    private final EmbeddedDatabase shared;
    private final SqlReader reader = new SqlReader();
    private int schemas;

    Server(Path folder) {
      server = EmbeddedServer.start(folder);
      shared = server.createDatabase("histories", "keeper");
    }

    /** A project with an empty {@code _prisma_migrations}. */
    HistoryStage stage(Path project) {
      schemas++;
      HistoryStage stage = new HistoryStage(this, project, "case_" + schemas);
      shared.run("CREATE SCHEMA " + stage.schema);
      return stage.sql(TRACKING);
    }

    EmbeddedDatabase createDatabase(String name) {
      return server.createDatabase(name, name + "_owner");
    }

    History read(ProjectOnDisk disk, String url) {
      try (TargetDatabase target = new TargetDatabase(ConnectionSettings.parse(url), null)) {
        return History.read(
            disk.files(),
            new History.Facts() {
              @Override
              public <T> T ask(Function<CatalogSession, T> question) {
                return target.facts(question);
              }
            },
            reader.schemas());
      }
    }

    @Override
    public void close() {
      reader.close();
      server.close();
    }
  }

  HistoryStage file(String path, String sql) {
    disk.with(path, sql);
    return this;
  }

  HistoryStage manual(String name, String sql) {
    manual++;
    String plain = name.replaceFirst("^\\d+_", "");
    return file("prisma/migrations/0" + manual + "_" + plain + ".sql", sql);
  }

  HistoryStage sql(String script) {
    server.shared.run("SET search_path TO " + schema + "; " + script);
    return this;
  }

  HistoryStage row(String name, String sql, String finished, String rolledBack, int steps) {
    String checksum = Checksum.of(sql.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return sql(
        """
        INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name,
          rolled_back_at, started_at, applied_steps_count)
        VALUES (gen_random_uuid(), '%s', %s, '%s', %s, now() - interval '1 second', %d)
        """
            .formatted(checksum, finished, name, rolledBack, steps));
  }

  HistoryStage logs(String name, String logs) {
    return sql(
        "UPDATE _prisma_migrations SET logs = '"
            + logs
            + "' WHERE migration_name = '"
            + name
            + "'");
  }

  /** In the database's words, with {@code %s} for the schema, as its administrator. */
  HistoryStage administered(String script) {
    server.server.administer("histories").run(script.replace("%s", schema));
    return this;
  }

  History read() {
    return read(schema);
  }

  /** Through a connection string that names another schema. */
  History read(String inSchema) {
    return server.read(disk, server.shared.url() + "?schema=" + inSchema);
  }

  String schema() {
    return schema;
  }

  Path project() {
    return disk.root();
  }
}
