package dev.sallyport.server.migration.diff.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The guard over rows, held against scripts that were spoiled. */
class SurvivalTest {
  private static SchemaFacts from;
  private static SchemaFacts to;
  private static List<ScriptStatement> script;

  @BeforeAll
  static void read() {
    from =
        facts(
            """
            CREATE TABLE t(a int, "B b" text, gone int, e int);
            CREATE TABLE p(a int, d int) PARTITION BY LIST (d);
            CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
            CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);
            CREATE TABLE up(a int, b int);
            CREATE TABLE heir(c int) INHERITS (up);
            CREATE TABLE s(a int, e int)
            """);
    to =
        facts(
            """
            CREATE TABLE t(a bigint, "B b" text, e int GENERATED ALWAYS AS (1) STORED) PARTITION BY LIST (a);
            CREATE TABLE td PARTITION OF t DEFAULT;
            CREATE TABLE p(a int, d int) PARTITION BY RANGE (d);
            CREATE TABLE p1 PARTITION OF p DEFAULT;
            CREATE TABLE up(a int);
            CREATE TABLE heir(b int, c int) INHERITS (up);
            CREATE TABLE s(a int, e int GENERATED ALWAYS AS (a * 2) STORED)
            """);
    script = ScriptWriter.write(from, to);
  }

  private static SchemaFacts facts(String sql) {
    TestServer.TestDatabase database = TestServer.create();
    database.run(sql);
    try (TargetDatabase target = new TargetDatabase(database.settings("postgres"), null)) {
      return target.facts(FactReader::read);
    }
  }

  /** What is wrong once every statement was changed so; null takes a statement out. */
  private static List<String> broken(UnaryOperator<String> change) {
    List<ScriptStatement> spoiled = new ArrayList<>();
    for (ScriptStatement statement : script) {
      String sql = change.apply(statement.sql());
      if (!sql.isEmpty()) {
        spoiled.add(new ScriptStatement(sql, statement.about(), statement.loses()));
      }
    }
    assertThat(spoiled).isNotEqualTo(script);
    return Survival.broken(spoiled, from, to).stream().map(ScriptStatement::sql).toList();
  }

  private static String without(String sql, String part) {
    return sql.contains(part) ? "" : sql;
  }

  @Test
  void aScriptThatCopiesEveryRowIsLetThrough() {
    assertThat(Survival.broken(script, from, to)).isEmpty();
    assertThat(script.stream().map(ScriptStatement::sql))
        .contains(
            "INSERT INTO public.t (\"B b\", a) SELECT \"B b\", a FROM ONLY t__rebuilt.t",
            "INSERT INTO public.p (a, d) SELECT a, d FROM p__rebuilt.p",
            "DROP TABLE t__rebuilt.t",
            "DROP TABLE p__rebuilt.p");
  }

  @Test
  void noTableGoesWhoseRowsWereNotCopied() {
    String dropped = "DROP TABLE t__rebuilt.t";

    assertThat(broken(sql -> without(sql, "INSERT INTO public.t "))).containsExactly(dropped);
    assertThat(broken(sql -> sql.replace("ONLY t__rebuilt.t", "ONLY t__rebuilt.t WHERE a > 0")))
        .containsExactly(dropped);
    assertThat(broken(sql -> sql.replace("FROM ONLY t__rebuilt.t", "FROM ONLY public.t")))
        .containsExactly(dropped);
    assertThat(broken(sql -> sql.replace("INSERT INTO public.t ", "INSERT INTO public.td ")))
        .containsExactly(dropped);
    assertThat(broken(sql -> sql.replace("DROP TABLE t__rebuilt.t", "DROP TABLE public.t")))
        .containsExactly("DROP TABLE public.t");
  }

  @Test
  void noTableGoesOfWhichAColumnWasNotCopied() {
    String dropped = "DROP TABLE t__rebuilt.t";

    assertThat(broken(sql -> sql.replace("(\"B b\", a) SELECT \"B b\", a", "(a) SELECT a")))
        .containsExactly(dropped);
    assertThat(broken(sql -> sql.replace("SELECT \"B b\", a", "SELECT NULL, a")))
        .containsExactly(dropped);
    assertThat(broken(sql -> without(sql, "t__rebuilt.t ADD CONSTRAINT e__computed")))
        .containsExactly(dropped);
  }

  @Test
  void noTableTakesAPartAlongThatStays() {
    assertThat(broken(sql -> without(sql, "DETACH PARTITION public.p1")))
        .containsExactly("DROP TABLE p__rebuilt.p");
    assertThat(broken(sql -> without(sql, "INSERT INTO public.p ")))
        .containsExactly("DROP TABLE p__rebuilt.p");
  }

  @Test
  void noColumnGoesThatStaysInAnHeirOrIsNotComparedBefore() {
    assertThat(broken(sql -> sql.replace("ONLY public.up DROP", "public.up DROP")))
        .containsExactly("ALTER TABLE public.up DROP COLUMN b");
    assertThat(broken(sql -> without(sql, "public.s ADD CONSTRAINT e__computed")))
        .containsExactly("ALTER TABLE public.s DROP COLUMN e");
    assertThat(broken(sql -> sql.replace("(a * 2))::integer", "(e))::integer")))
        .containsExactly("ALTER TABLE public.s DROP COLUMN e");
  }
}
