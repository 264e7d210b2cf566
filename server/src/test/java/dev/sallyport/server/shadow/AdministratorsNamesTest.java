package dev.sallyport.server.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.sql.SqlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The administrator of a shadow works in databases whose owner may have operators and functions of
 * the names that PostgreSQL's own have. None of them runs with the administrator's powers.
 */
class AdministratorsNamesTest {
  /** Ahead of PostgreSQL's own where a search path has it so, and nearer to what is asked. */
  private static final String TRAPS =
      """
      CREATE FUNCTION public.trap() RETURNS bool LANGUAGE plpgsql AS
        'BEGIN IF (SELECT r.rolsuper FROM pg_catalog.pg_roles r
           WHERE r.rolname OPERATOR(pg_catalog.=) current_user::name)
         THEN EXECUTE ''CREATE ROLE intruder''; END IF; RETURN false; END';
      CREATE FUNCTION public.trap(name, name) RETURNS bool LANGUAGE sql AS 'SELECT public.trap()';
      CREATE FUNCTION public.trap(name, text) RETURNS bool LANGUAGE sql AS 'SELECT public.trap()';
      CREATE FUNCTION public.trap(oid, oid) RETURNS bool LANGUAGE sql AS 'SELECT public.trap()';
      CREATE FUNCTION public.trap(oid, regclass) RETURNS bool LANGUAGE sql
        AS 'SELECT public.trap()';
      CREATE FUNCTION public.trap(oid, regproc) RETURNS bool LANGUAGE sql
        AS 'SELECT public.trap()';
      CREATE OPERATOR public.!~ (leftarg = name, rightarg = name, function = public.trap);
      CREATE OPERATOR public.!~ (leftarg = name, rightarg = text, function = public.trap);
      CREATE OPERATOR public.<> (leftarg = name, rightarg = name, function = public.trap);
      CREATE OPERATOR public.<> (leftarg = oid, rightarg = oid, function = public.trap);
      CREATE OPERATOR public.= (leftarg = name, rightarg = name, function = public.trap);
      CREATE OPERATOR public.= (leftarg = name, rightarg = text, function = public.trap);
      CREATE OPERATOR public.= (leftarg = oid, rightarg = oid, function = public.trap);
      CREATE OPERATOR public.= (leftarg = oid, rightarg = regclass, function = public.trap);
      CREATE OPERATOR public.= (leftarg = oid, rightarg = regproc, function = public.trap);
      CREATE OPERATOR public.~~ (leftarg = name, rightarg = name, function = public.trap);
      CREATE OPERATOR public.~~ (leftarg = name, rightarg = text, function = public.trap);
      CREATE FUNCTION public.has_schema_privilege(oid, oid, text) RETURNS bool LANGUAGE sql
        AS 'SELECT public.trap()';
      CREATE FUNCTION public.to_regproc(text) RETURNS regproc LANGUAGE sql
        AS 'SELECT public.trap(); SELECT NULL::regproc';
      CREATE TABLE public.t (a text);
      CREATE SCHEMA app;
      """;

  @TempDir static Path home;
  private static SqlReader reader;
  private static Shadow shadow;
  private ShadowDatabase database;

  @BeforeAll
  static void open() {
    reader = new SqlReader();
    shadow = Shadow.embedded(home, reader);
  }

  @AfterAll
  static void close() {
    shadow.close();
    reader.close();
  }

  @BeforeEach
  void lend() {
    database =
        shadow.lend(
            new ShadowTraits(
                null,
                List.of("public", "pg_catalog"),
                null,
                null,
                null,
                List.of(),
                List.of("heir")));
    assertThat(database.apply(new Script("m.sql", TRAPS))).isInstanceOf(Replay.Done.class);
  }

  @AfterEach
  void noneOfThemRan() {
    List<String> intruders =
        database.facts(
            session ->
                session.rows(
                    "SELECT rolname FROM pg_roles WHERE rolname = 'intruder'", row -> row.text(1)));
    database.close();
    assertThat(intruders).isEmpty();
  }

  @Test
  void whereAScriptHandsAnObjectOver() {
    assertThat(
            database.apply(
                new Script("o.sql", "CREATE TABLE app.t(); ALTER TABLE app.t OWNER TO heir")))
        .isEqualTo(new Replay.Done(2));
  }

  @Test
  void whereALanguageIsStoodInFor() {
    database.standInForLanguages(Set.of("sallyport_as_internal"));
    database.applyOwn(
        "CREATE FUNCTION public.h() RETURNS language_handler LANGUAGE sallyport_as_internal"
            + " AS 'x'");
    database.applyOwn("CREATE LANGUAGE l HANDLER public.h");
  }

  @Test
  void whereAMethodOfCompressionIsUnknown() {
    database.applyOwn("ALTER TABLE public.t ALTER COLUMN a SET COMPRESSION lz4");
  }

  @Test
  void whereAWrapperAndAServerAreMade() {
    database.applyOwn("CREATE FOREIGN DATA WRAPPER w");
    database.applyOwn("ALTER FOREIGN DATA WRAPPER w OWNER TO heir");
    database.applyOwn("CREATE SERVER s FOREIGN DATA WRAPPER w");
  }
}
