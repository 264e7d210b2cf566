package dev.sallyport.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private TrainingProject() {}

  static void write(Path folder) throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
    }
  }
}
