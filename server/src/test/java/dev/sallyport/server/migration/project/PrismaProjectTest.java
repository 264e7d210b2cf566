package dev.sallyport.server.migration.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.server.migration.ProjectOnDisk;
import dev.sallyport.server.migration.finding.Finding;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrismaProjectTest {
  private static final String DATASOURCE = "datasource db {\n  provider = \"postgresql\"\n}\n";
  private static final String MODEL = "model A {\n  id Int @id\n}\n";

  @TempDir Path folder;

  static Stream<Arguments> layouts() {
    return Stream.of(
        argumentSet(
            "the usual place",
            Map.of("prisma/schema.prisma", DATASOURCE),
            "prisma/schema.prisma",
            "prisma/migrations"),
        argumentSet(
            "at the root", Map.of("schema.prisma", DATASOURCE), "schema.prisma", "migrations"),
        argumentSet(
            "named in package.json",
            Map.of(
                "package.json",
                "{\"prisma\":{\"schema\":\"db/app.prisma\"}}",
                "db/app.prisma",
                DATASOURCE),
            "db/app.prisma",
            "db/migrations"),
        argumentSet(
            "many files in prisma/schema, as 5.x and 6.x preview it",
            Map.of(
                "prisma/schema/base.prisma", DATASOURCE,
                "prisma/schema/models/a.prisma", MODEL,
                "prisma/schema/migrations/1_x/migration.sql", "SELECT 1;"),
            "prisma/schema",
            "prisma/schema/migrations"),
        argumentSet(
            "many files, migrations one level up",
            Map.of(
                "prisma/schema/base.prisma",
                DATASOURCE,
                "prisma/migrations/1_x/migration.sql",
                "SELECT 1;"),
            "prisma/schema",
            "prisma/migrations"),
        argumentSet(
            "many files directly in prisma",
            Map.of("prisma/main.prisma", DATASOURCE, "prisma/a.prisma", MODEL),
            "prisma",
            "prisma/migrations"),
        argumentSet(
            "7.x configuration",
            Map.of(
                "prisma.config.ts",
                """
                import "dotenv/config";
                import { defineConfig, env } from "prisma/config";
                // schema: "wrong/in/comment.prisma",
                export default defineConfig({
                  datasource: { url: env("DATABASE_URL"), path: "not/this" },
                  schema: "packages/db/schema.prisma",
                  migrations: { seed: "tsx seed.ts", path: `packages/db/history` },
                });
                """,
                "packages/db/schema.prisma",
                DATASOURCE),
            "packages/db/schema.prisma",
            "packages/db/history"),
        argumentSet(
            "7.x configuration that joins literals",
            Map.of(
                "prisma.config.mts",
                """
                export default {
                  'schema': path.join(__dirname, 'db', 'schema.prisma'),
                  migrations: { path: path.join(import.meta.dirname, "db", "migrations") }
                } satisfies PrismaConfig
                """,
                "db/schema.prisma",
                DATASOURCE),
            "db/schema.prisma",
            "db/migrations"),
        argumentSet(
            "prisma7.config.ts before prisma.config.ts",
            Map.of(
                "prisma.config.ts", "export default defineConfig({ schema: 'eight.prisma' })",
                "prisma7.config.ts", "export default defineConfig({ schema: 'seven.prisma' })",
                "seven.prisma", DATASOURCE),
            "seven.prisma",
            "migrations"),
        argumentSet(
            "computed paths fall back to the usual place",
            Map.of(
                "prisma.config.ts",
                "export default defineConfig({ schema: pick(), migrations: { path: `${x}/m` } })",
                "prisma/schema.prisma",
                DATASOURCE),
            "prisma/schema.prisma",
            "prisma/migrations"),
        argumentSet(
            "a path that leads out is not followed",
            Map.of(
                "prisma.config.ts",
                "export default defineConfig({ schema: '../../etc/schema.prisma' })",
                "prisma/schema.prisma",
                DATASOURCE),
            "prisma/schema.prisma",
            "prisma/migrations"));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void findsSchemaAndMigrations(Map<String, String> files, String schema, String migrations) {
    ProjectOnDisk disk = new ProjectOnDisk(folder);
    files.forEach(disk::with);

    PrismaProject project = disk.project();

    assertThat(project.schemaPath()).isEqualTo(schema);
    assertThat(project.migrationsFolder()).isEqualTo(migrations);
    assertThat(project.schemaFiles()).isNotEmpty();
  }

  static Stream<Arguments> versions() {
    return Stream.of(
        argumentSet("a range", "{\"devDependencies\":{\"prisma\":\"^6.19.3\"}}", 6),
        argumentSet("a bound", "{\"dependencies\":{\"prisma\":\">=5.0.0 <6\"}}", 5),
        argumentSet("the next one", "{\"devDependencies\":{\"prisma\":\"8.0.0-rc.8\"}}", 8),
        argumentSet("its early name", "{\"devDependencies\":{\"prisma-next\":\"0.3.0\"}}", 8),
        argumentSet("its client", "{\"dependencies\":{\"@prisma/orm-postgres\":\"x\"}}", 8),
        argumentSet("a tag", "{\"devDependencies\":{\"prisma\":\"latest\"}}", null),
        argumentSet("no manifest worth the name", "[1,2", null));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void tellsPrismasVersion(String manifest, Integer major) {
    PrismaProject project = new ProjectOnDisk(folder).with("package.json", manifest).project();

    assertThat(project.major()).isEqualTo(major);
    assertThat(project.isAnotherProduct()).isEqualTo(major != null && major == 8);
  }

  @Test
  void believesWhatIsInstalledMoreThanWhatIsAskedFor() {
    PrismaProject project =
        new ProjectOnDisk(folder)
            .with("package.json", "{\"devDependencies\":{\"prisma\":\"^6\"}}")
            .with("node_modules/prisma/package.json", "{\"version\":\"7.10.1\"}")
            .project();

    assertThat(project.major()).isEqualTo(7);
  }

  @Test
  void saysWhichPathsItCouldNotTell() {
    PrismaProject project =
        new ProjectOnDisk(folder)
            .with(
                "prisma.config.ts",
                "export default defineConfig({ schema: '../x.prisma', migrations: { path: f() } })")
            .project();

    assertThat(project.findings())
        .extracting(Finding::rule)
        .containsExactly("project-path-outside", "project-path-computed");
  }

  @Test
  void readsTheTeamsOwnSettings() {
    PrismaProject project =
        new ProjectOnDisk(folder)
            .with(
                "package.json",
                """
                {"sallyport":{"migrations":{"mode":"hybrid","manual":["db/manual","../out"],"depth":2}}}
                """)
            .project();

    assertThat(project.mode()).isEqualTo(HistoryMode.HYBRID);
    assertThat(project.manualFolders()).containsExactly("db/manual");
    assertThat(project.manualDepth()).isEqualTo(2);
  }

  @Test
  void takesAnUnknownModeForHybridAndSaysSo() {
    PrismaProject project =
        new ProjectOnDisk(folder)
            .with("package.json", "{\"sallyport\":{\"migrations\":{\"mode\":\"both\"}}}")
            .project();

    assertThat(project.mode()).isEqualTo(HistoryMode.HYBRID);
    assertThat(project.findings())
        .extracting(Finding::message)
        .containsExactly("`sallyport.migrations.mode` is neither `hybrid` nor `prisma-only`");
  }
}
