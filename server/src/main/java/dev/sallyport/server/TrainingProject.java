package dev.sallyport.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small project of both patterns, for {@link Training}: its history makes work. */
final class TrainingProject {
  /** What applies its first migration, and the half of its numbered file. */
  static final String APPLIED =
      "CREATE TABLE users (id int PRIMARY KEY, name text);"
          + " CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY,"
          + " checksum varchar(64) NOT NULL, finished_at timestamptz,"
          + " migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,"
          + " started_at timestamptz NOT NULL DEFAULT now(),"
          + " applied_steps_count int NOT NULL DEFAULT 0);"
          + " INSERT INTO _prisma_migrations VALUES ('1', 'edited', now(),"
          + " '20250101000000_users', NULL, NULL, now(), 0)";

  private static final Map<String, String> FILES =
      Map.of(
          "package.json",
          "{\"devDependencies\":{\"prisma\":\"7.1.0\"}}\n",
          "prisma.config.ts",
          "import { defineConfig } from 'prisma/config';\n"
              + "export default defineConfig({ schema: 'prisma/schema.prisma' });\n",
          "prisma/schema.prisma",
          "datasource db {\n  provider = \"postgresql\"\n}\n\n"
              + "model users {\n  id   Int     @id\n  name String?\n}\n",
          "prisma/migrations/migration_lock.toml",
          "provider = \"postgresql\"\n",
          "prisma/migrations/20250101000000_users/migration.sql",
          "CREATE TABLE \"users\" (\"id\" INTEGER NOT NULL, \"name\" TEXT,\n"
              + "  CONSTRAINT \"users_pkey\" PRIMARY KEY (\"id\"));\n",
          "prisma/migrations/20250102000000_more/migration.sql",
          "ALTER TABLE \"users\" ADD COLUMN \"more\" TEXT;\n",
          "prisma/migrations/01_index.sql",
          "CREATE INDEX IF NOT EXISTS users_name ON users (lower(name)) WHERE id > 1;\n"
              + "COMMENT ON TABLE users IS 'people';\n");

  /** Of the example that is packed into the program: it has something of everything. */
  private static final List<String> EXAMPLE =
      List.of(
          "package.json",
          "prisma/schema.prisma",
          "prisma/migrations/migration_lock.toml",
          "prisma/migrations/20251016140827_initial_schema/migration.sql",
          "prisma/migrations/20251023152454_add_password_hash/migration.sql",
          "prisma/migrations/01_add_webhook_events.sql",
          "prisma/migrations/02_add_performance_indexes.sql",
          "prisma/migrations/03_add_multi_tenancy.sql",
          "prisma/migrations/04_add_audit_trail.sql",
          "prisma/migrations/05_add_reminders.sql",
          "prisma/migrations/06_add_customer_search.sql");

  private TrainingProject() {}

  static void writeExample(Path folder) throws IOException {
    for (String file : EXAMPLE) {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      try (InputStream stream =
          TrainingProject.class.getResourceAsStream("/examples/booking/" + file)) {
        if (stream != null) {
          Files.copy(stream, path);
        }
      }
    }
  }

  static void write(Path folder) throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
    }
  }
}
