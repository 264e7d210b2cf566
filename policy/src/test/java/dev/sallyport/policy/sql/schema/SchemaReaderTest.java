package dev.sallyport.policy.sql.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.sql.grammar.PostgresGrammar;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaReaderTest {
  private static final PostgresGrammar GRAMMAR = new PostgresGrammar(1);
  private static final SchemaReader READER = new SchemaReader(GRAMMAR);

  @AfterAll
  static void close() {
    GRAMMAR.close();
  }

  static Stream<Arguments> consequences() {
    return Stream.of(
        argumentSet(
            "a table with its columns and constraints",
            """
            CREATE TABLE IF NOT EXISTS "T" (
              id serial PRIMARY KEY,
              "userId" TEXT NOT NULL REFERENCES "User"(id) ON DELETE CASCADE,
              at timestamp(3) DEFAULT CURRENT_TIMESTAMP,
              CONSTRAINT "positive" CHECK (id > 0))
            """,
            List.of(
                "+ table `T`",
                "+ column `T.id`",
                "column `T.id` type int4",
                "column `T.id` not-null true",
                "column `T.id` numbered true",
                "column `T.id` not-null true",
                "+ constraint `T.(unnamed)`",
                "constraint `T.(unnamed)` definition primary [id]",
                "+ column `T.userId`",
                "column `T.userId` type text",
                "column `T.userId` not-null true",
                "+ constraint `T.(unnamed)`",
                "constraint `T.(unnamed)` definition foreign [userId] to User update a delete c",
                "+ column `T.at`",
                "column `T.at` type timestamp[3]",
                "column `T.at` default SQLValueFunction{op=SVFOP_CURRENT_TIMESTAMP,typmod=-1}",
                "column `T.at` numbered false",
                "+ constraint `T.positive`",
                "constraint `T.positive` definition check (\"id\">0)",
                "constraint `T.positive` valid true")),
        argumentSet(
            "enum values, one of them added",
            "CREATE TYPE s.e AS ENUM ('A', 'B'); ALTER TYPE s.e ADD VALUE IF NOT EXISTS 'C'",
            List.of(
                "+ type `s.e`",
                "+ enum value `s.e.A`",
                "+ enum value `s.e.B`",
                "enum value `s.e.B` after A",
                "+ enum value `s.e.C`")),
        argumentSet(
            "a block that swallows what exists",
            """
            DO $$
            BEGIN
              CREATE TYPE "K" AS ENUM ('X');
              IF NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'i') THEN
                EXECUTE 'CREATE INDEX i ON t (a)';
              END IF;
            EXCEPTION
              WHEN duplicate_object THEN NULL;
            END
            $$
            """,
            List.of(
                "+ type `K`",
                "+ enum value `K.X`",
                "+ index `i`",
                "index `i` definition btree on t(\"a\")()")),
        argumentSet(
            "what goes away",
            """
            DROP TABLE IF EXISTS a, s.b CASCADE;
            ALTER TABLE c DROP COLUMN d, DROP CONSTRAINT IF EXISTS e;
            DROP POLICY p ON c; DROP TRIGGER g ON c; DROP FUNCTION f(int, text); DROP FUNCTION h;
            DROP TYPE k; DROP EXTENSION x; DROP INDEX i
            """,
            List.of(
                "- table `a`",
                "- table `s.b`",
                "- column `c.d`",
                "- constraint `c.e`",
                "- policy `c.p`",
                "- trigger `c.g`",
                "- function `f(int4,text)`",
                "- function `h`",
                "- type `k`",
                "- extension `x`",
                "- index `i`")),
        argumentSet(
            "names that change",
            """
            ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME COLUMN c TO d;
            ALTER TABLE b RENAME CONSTRAINT e TO f; ALTER INDEX g RENAME TO h;
            ALTER TYPE k RENAME VALUE 'X' TO 'Y'; ALTER TABLE b SET SCHEMA s
            """,
            List.of(
                "table `a` to table `b`",
                "column `b.c` to column `b.d`",
                "constraint `b.e` to constraint `b.f`",
                "index `g` to index `h`",
                "- enum value `k.X`",
                "+ enum value `k.Y`",
                "table `b` to table `s.b`")),
        argumentSet(
            "columns that change",
            """
            ALTER TABLE t ALTER COLUMN a TYPE varchar(20) USING a::text, ALTER b SET NOT NULL,
              ALTER c DROP NOT NULL, ALTER d SET DEFAULT -1, ALTER e DROP DEFAULT,
              ENABLE ROW LEVEL SECURITY
            """,
            List.of(
                "column `t.a` type varchar[20]",
                "column `t.b` not-null true",
                "column `t.c` not-null false",
                "column `t.d` default -1",
                "column `t.d` numbered false",
                "column `t.e` default ",
                "column `t.e` numbered false",
                "table `t` row-security true")),
        argumentSet(
            "comments",
            """
            COMMENT ON TABLE t IS 'a'; COMMENT ON COLUMN s.t.c IS NULL; COMMENT ON TYPE k IS 'b';
            COMMENT ON POLICY p ON t IS 'd'
            """,
            List.of(
                "table `t` comment a",
                "column `s.t.c` comment ",
                "type `k` comment b",
                "policy `t.p` comment d")),
        argumentSet(
            "what stands alone",
            """
            CREATE EXTENSION IF NOT EXISTS citext; CREATE SCHEMA s; CREATE SEQUENCE q;
            CREATE VIEW v AS SELECT a.b FROM a;
            CREATE DOMAIN d AS text; CREATE TYPE c AS (a int); CREATE TABLE x AS SELECT 1
            """,
            List.of(
                "+ extension `citext`",
                "+ schema `s`",
                "+ sequence `q`",
                "+ view `v`",
                "view `v` output [b] from [a]",
                "view `v` query []SelectStmt{fromClause=[from a],limitOption=LIMIT_OPTION_DEFAULT,"
                    + "op=SETOP_NONE,targetList=[\"b\"]}",
                "+ type `d`",
                "type `d` query text ",
                "+ type `c`",
                "+ column `c.a`",
                "column `c.a` type int4",
                "+ table `x`")),
        argumentSet(
            "nothing of what is temporary",
            "CREATE TEMP TABLE t (a int); CREATE TEMP SEQUENCE s; CREATE TEMP VIEW v AS SELECT 1",
            List.of()));
  }

  @ParameterizedTest
  @MethodSource
  void consequences(String sql, List<String> expected) {
    assertThat(READER.read(sql).consequences())
        .map(SchemaReaderTest::words)
        .containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> sameMeaning() {
    return Stream.of(
        argumentSet(
            "a predicate with constants",
            "CREATE UNIQUE INDEX i ON \"B\" (s, d) WHERE k = 'T' AND c IS NULL",
            "CREATE UNIQUE INDEX i ON public.\"B\" USING btree (s, d)"
                + " WHERE ((k = 'T'::\"BookingType\") AND (c IS NULL))"),
        argumentSet(
            "IN",
            "ALTER TABLE t ADD CONSTRAINT c CHECK (a IN ('X', 'Y'))",
            "ALTER TABLE t ADD CONSTRAINT c" + " CHECK ((a = ANY (ARRAY['X'::text, 'Y'::text])))"),
        argumentSet(
            "IN over varchar",
            "ALTER TABLE t ADD CONSTRAINT c CHECK (a NOT IN ('X', 'Y'))",
            "ALTER TABLE t ADD CONSTRAINT c CHECK (((a)::text <> ALL"
                + " ((ARRAY['X'::character varying, 'Y'::character varying])::text[])))"),
        argumentSet(
            "BETWEEN and a chain of AND",
            "ALTER TABLE t ADD CONSTRAINT c CHECK (a BETWEEN 1 AND 5 AND b > 0 AND c <> -1)",
            "ALTER TABLE t ADD CONSTRAINT c"
                + " CHECK ((((a >= 1) AND (a <= 5)) AND (b > 0) AND (c <> '-1'::integer)))"),
        argumentSet(
            "LIKE",
            "CREATE INDEX i ON t (a) WHERE b LIKE 'x%'",
            "CREATE INDEX i ON public.t USING btree (a) WHERE (b ~~ 'x%'::text)"),
        argumentSet(
            "types by their other names",
            "ALTER TABLE t ADD c int, ADD d timestamptz(3), ADD e decimal(65,30), ADD f char",
            "ALTER TABLE t ADD c integer, ADD d timestamp(3) with time zone,"
                + " ADD e numeric(65,30), ADD f character(1)"),
        argumentSet(
            "a usual operator class and order",
            "CREATE INDEX i ON t (a text_ops ASC NULLS LAST, b DESC NULLS FIRST)",
            "CREATE INDEX i ON public.t USING btree (a, b DESC)"),
        argumentSet(
            "a policy for everybody",
            "CREATE POLICY p ON t USING (a = current_setting('x', true))",
            "CREATE POLICY p ON t AS PERMISSIVE FOR ALL TO PUBLIC"
                + " USING ((a = current_setting('x'::text, true)))"),
        argumentSet(
            "a foreign key without its target's columns",
            "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u NOT VALID",
            "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES public.u(id)"));
  }

  @ParameterizedTest
  @MethodSource
  void sameMeaning(String written, String printed) {
    List<Consequence> asPrinted =
        READER.read(printed).consequences().stream().map(c -> inPublic(c)).toList();

    assertThat(READER.read(written).consequences())
        .map(c -> inPublic(c))
        .containsExactlyElementsOf(asPrinted);
  }

  static Stream<Arguments> differentMeaning() {
    return Stream.of(
        argumentSet("columns", "CREATE INDEX i ON t (a, b)", "CREATE INDEX i ON t (b, a)"),
        argumentSet("uniqueness", "CREATE INDEX i ON t (a)", "CREATE UNIQUE INDEX i ON t (a)"),
        argumentSet("order", "CREATE INDEX i ON t (a)", "CREATE INDEX i ON t (a DESC)"),
        argumentSet(
            "predicate",
            "CREATE INDEX i ON t (a) WHERE b = 'X'",
            "CREATE INDEX i ON t (a) WHERE b = 'Y'"),
        argumentSet("table", "CREATE INDEX i ON t (a)", "CREATE INDEX i ON u (a)"),
        argumentSet(
            "operator class",
            "CREATE INDEX i ON t USING gin (a gin_trgm_ops)",
            "CREATE INDEX i ON t USING gin (a)"),
        argumentSet(
            "referential action",
            "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u ON DELETE CASCADE",
            "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u"),
        argumentSet("length", "ALTER TABLE t ADD c varchar(3)", "ALTER TABLE t ADD c varchar(4)"),
        argumentSet("array", "ALTER TABLE t ADD c text[]", "ALTER TABLE t ADD c text"),
        argumentSet(
            "body",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'"),
        argumentSet(
            "AND and OR",
            "ALTER TABLE t ADD CONSTRAINT c CHECK (a AND b)",
            "ALTER TABLE t ADD CONSTRAINT c CHECK (a OR b)"));
  }

  @ParameterizedTest
  @MethodSource
  void differentMeaning(String one, String other) {
    assertThat(READER.read(one).consequences()).isNotEqualTo(READER.read(other).consequences());
  }

  @Test
  void namesWhatItPassesOver() {
    SchemaScript script =
        READER.read(
            """
            GRANT SELECT ON ALL TABLES IN SCHEMA s TO r; UPDATE t SET a = 1; SET lock_timeout = '1s';
            DO $$ BEGIN EXECUTE 'CREATE TABLE ' || x; END $$; ALTER TABLE t OWNER TO r
            """);

    assertThat(script.changesRows()).isTrue();
    assertThat(script.passedOver()).containsExactly("GRANT", "a part of a DO block");
    assertThat(script.noted()).containsExactly("OWNER TO");
    assertThat(script.consequences()).isEmpty();
  }

  @Test
  void saysWhyItCouldNotRead() {
    assertThat(READER.read("CREATE TABEL t ()").refusal())
        .contains("syntax error at or near \"TABEL\"");
  }

  private static Consequence inPublic(Consequence consequence) {
    SchemaObject object = consequence.object().in("public");
    if (consequence instanceof Consequence.Has has) {
      return new Consequence.Has(object, has.trait(), has.value());
    }
    return consequence instanceof Consequence.Present
        ? new Consequence.Present(object)
        : new Consequence.Absent(object);
  }

  private static String words(Consequence consequence) {
    if (consequence instanceof Consequence.Has has) {
      return has.object() + " " + has.trait().label() + " " + has.value();
    }
    if (consequence instanceof Consequence.Renamed renamed) {
      return renamed.object() + " to " + renamed.to();
    }
    return (consequence instanceof Consequence.Present ? "+ " : "- ") + consequence.object();
  }
}
