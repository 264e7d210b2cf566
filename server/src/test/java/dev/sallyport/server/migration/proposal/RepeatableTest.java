package dev.sallyport.server.migration.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RepeatableTest {
  static Stream<Arguments> rewritten() {
    return Stream.of(
        Arguments.of("create table a (id int)", "create table IF NOT EXISTS a (id int)"),
        Arguments.of("CREATE TABLE IF NOT EXISTS a ()", "CREATE TABLE IF NOT EXISTS a ()"),
        Arguments.of(
            "CREATE UNIQUE INDEX CONCURRENTLY i ON a (b)",
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON a (b)"),
        Arguments.of("CREATE INDEX ON a (b)", "CREATE INDEX ON a (b)"),
        Arguments.of("DROP TABLE a", "DROP TABLE IF EXISTS a"),
        Arguments.of(
            "ALTER TABLE \"A b\" ADD COLUMN c text DEFAULT 'ADD COLUMN x', DROP COLUMN d",
            "ALTER TABLE \"A b\" ADD COLUMN IF NOT EXISTS c text DEFAULT 'ADD COLUMN x',"
                + " DROP COLUMN IF EXISTS d"),
        Arguments.of(
            "-- why\nALTER TABLE a ADD CONSTRAINT \"k\" UNIQUE (b)",
            "-- why\nALTER TABLE a DROP CONSTRAINT IF EXISTS \"k\";\n"
                + "ALTER TABLE a ADD CONSTRAINT \"k\" UNIQUE (b)"),
        Arguments.of(
            "ALTER TYPE s.\"E\" ADD VALUE 'x'", "ALTER TYPE s.\"E\" ADD VALUE IF NOT EXISTS 'x'"),
        Arguments.of(
            "CREATE POLICY p ON s.t USING (true)",
            "DROP POLICY IF EXISTS p ON s.t;\nCREATE POLICY p ON s.t USING (true)"),
        Arguments.of("CREATE VIEW v AS SELECT 1", "CREATE OR REPLACE VIEW v AS SELECT 1"),
        Arguments.of("ALTER TABLE a RENAME TO b", "ALTER TABLE IF EXISTS a RENAME TO b"),
        Arguments.of(
            "ALTER TABLE s.a SET SCHEMA \"B\"", "ALTER TABLE IF EXISTS s.a SET SCHEMA \"B\""),
        Arguments.of("ALTER INDEX s.i RENAME TO j", "ALTER INDEX IF EXISTS s.i RENAME TO j"),
        Arguments.of("ALTER SEQUENCE q RENAME TO r", "ALTER SEQUENCE IF EXISTS q RENAME TO r"),
        Arguments.of(
            "ALTER TABLE a RENAME CONSTRAINT k TO l",
            "DO $$\nBEGIN\n    ALTER TABLE a RENAME CONSTRAINT k TO l;\nEXCEPTION\n"
                + "    WHEN undefined_object THEN NULL;\nEND\n$$"),
        Arguments.of(
            "CREATE TYPE mood AS ENUM ('a')",
            "DO $$\nBEGIN\n    CREATE TYPE mood AS ENUM ('a');\nEXCEPTION\n"
                + "    WHEN duplicate_object THEN NULL;\nEND\n$$"),
        Arguments.of(
            "COMMENT ON TABLE a IS 'DROP TABLE b'", "COMMENT ON TABLE a IS 'DROP TABLE b'"));
  }

  @ParameterizedTest
  @MethodSource
  void rewritten(String sql, String expected) {
    assertThat(Repeatable.statement(sql)).isEqualTo(expected);
  }
}
