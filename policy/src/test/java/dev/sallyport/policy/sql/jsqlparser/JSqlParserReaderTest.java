package dev.sallyport.policy.sql.jsqlparser;

import static dev.sallyport.policy.sql.EffectKind.CREATE;
import static dev.sallyport.policy.sql.EffectKind.DELETE;
import static dev.sallyport.policy.sql.EffectKind.INSERT;
import static dev.sallyport.policy.sql.EffectKind.LOCK;
import static dev.sallyport.policy.sql.EffectKind.READ;
import static dev.sallyport.policy.sql.EffectKind.TRUNCATE;
import static dev.sallyport.policy.sql.EffectKind.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Reference;
import dev.sallyport.policy.sql.jsqlparser.SecondReading.Parsed;
import dev.sallyport.policy.sql.jsqlparser.SecondReading.Unreadable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JSqlParserReaderTest {
  private static final JSqlParserReader READER = new JSqlParserReader();

  @AfterAll
  static void close() {
    READER.close();
  }

  static Stream<Arguments> tables() {
    return Stream.of(
        argumentSet("constant", "select 1", List.of()),
        argumentSet("from", "select * from a, s.b c", List.of(on(READ, "a"), on(READ, "s", "b"))),
        argumentSet(
            "join", "select 1 from a join b using (id)", List.of(on(READ, "a"), on(READ, "b"))),
        argumentSet(
            "sub-query in a condition",
            "select 1 from a where x in (select y from b)",
            List.of(on(READ, "a"), on(READ, "b"))),
        argumentSet(
            "sub-query in the list", "select (select max(x) from b)", List.of(on(READ, "b"))),
        argumentSet(
            "lateral",
            "select 1 from a, lateral (select 1 from b) x",
            List.of(on(READ, "a"), on(READ, "b"))),
        argumentSet(
            "union",
            "select 1 from a union select 1 from b",
            List.of(on(READ, "a"), on(READ, "b"))),
        argumentSet(
            "decoded names",
            "select 1 from Sch.\"Us\"\"er\" Where \"X\".\"Y\" = 1",
            List.of(on(READ, "sch", "Us\"er"))),
        argumentSet(
            "CTE is no table",
            "with w as (select 1 from a) select * from w",
            List.of(on(READ, "a"))),
        argumentSet(
            "CTE only in its query",
            "select (with w as (select 1 from a) select 1 from w), 1 from w",
            List.of(on(READ, "a"), on(READ, "w"))),
        argumentSet(
            "deleting CTE",
            "with d as (delete from a returning *) select * from d",
            List.of(on(DELETE, "a"))),
        argumentSet(
            "inserting CTE",
            "with d as (insert into a select * from b returning 1) select 1",
            List.of(on(INSERT, "a"), on(READ, "b"))),
        argumentSet(
            "updating CTE",
            "with d as (update a set x = 1 returning 1) select 1",
            List.of(on(UPDATE, "a"))),
        argumentSet("into", "select * into b from a", List.of(on(CREATE, "b"), on(READ, "a"))),
        argumentSet(
            "for update", "select 1 from a for update", List.of(Effect.of(LOCK), on(READ, "a"))),
        argumentSet(
            "for key share in a sub-query",
            "select (select 1 from a for key share)",
            List.of(Effect.of(LOCK), on(READ, "a"))),
        argumentSet("insert", "insert into a values (1)", List.of(on(INSERT, "a"))),
        argumentSet(
            "update from",
            "update a set x = b.x from b where a.id = b.id",
            List.of(on(UPDATE, "a"), on(READ, "b"))),
        argumentSet(
            "delete using",
            "delete from a using b where a.id = b.id",
            List.of(on(DELETE, "a"), on(READ, "b"))),
        argumentSet(
            "merge",
            "merge into a using b on a.id = b.id when matched and b.x then delete"
                + " when matched then update set x = 1 when not matched then insert values (1)",
            List.of(on(DELETE, "a"), on(UPDATE, "a"), on(INSERT, "a"), on(READ, "b"))),
        argumentSet(
            "truncate", "truncate a, s.b", List.of(on(TRUNCATE, "a"), on(TRUNCATE, "s", "b"))),
        argumentSet("explain analyze", "explain analyze delete from a", List.of(on(DELETE, "a"))),
        argumentSet("create table as", "create table b as select * from a", List.of(on(READ, "a"))),
        argumentSet("view", "create view v as select * from a", List.of(on(READ, "a"))),
        argumentSet(
            "policy",
            "create policy p on a using (exists (select 1 from b))",
            List.of(on(READ, "b"))));
  }

  @ParameterizedTest
  @MethodSource
  void tables(String sql, List<Effect> expected) {
    assertThat(only(sql).effects()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(only(sql).unaccounted()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select wipe(1)",
        "select 1 from wipe(1)",
        "select 1 from a join lateral wipe(1) on true",
        "select 1 where wipe(1)",
        "select 1 order by wipe(1)",
        "select 1 group by wipe(1)",
        "select 1 from a group by x having wipe(1) > 0",
        "select 1 limit wipe(1)",
        "select 1 offset wipe(1)",
        "select distinct on (wipe(1)) 1",
        "select case when wipe(1) then 1 end",
        "select case wipe(1) when 1 then 1 end",
        "select cast(wipe(1) as int)",
        "select wipe(1)::int",
        "select array[wipe(1)]",
        "select (array[1])[wipe(1)]",
        "select row(wipe(1))",
        "select coalesce(wipe(1), 2)",
        "select 1 in (wipe(1))",
        "select 1 between wipe(1) and 2",
        "select wipe(1) is null",
        "select not wipe(1)",
        "select - wipe(1)",
        "select 'a' like wipe(1)",
        "select 'a' ~ wipe(1)",
        "select j -> wipe(1) from a",
        "select x at time zone wipe(1) from a",
        "select x collate \"C\" = wipe(1) from a",
        "select sum(x) filter (where wipe(1)) from a",
        "select sum(x) over (partition by wipe(1)) from a",
        "select sum(x) over (order by wipe(1)) from a",
        "select sum(x) over w from a window w as (order by wipe(1))",
        "select string_agg(x, y order by wipe(1)) from a",
        "select f(x => wipe(1)) from a",
        "select extract(day from wipe(1))",
        "select trim(both wipe(1) from 'a')",
        "select (wipe(1)).x",
        "values (wipe(1))",
        "with w as (select wipe(1)) select 1",
        "select 1 union select wipe(1)",
        "select (select wipe(1))",
        "select exists (select wipe(1))",
        "select 1 = any (select wipe(1))",
        "insert into a values (wipe(1))",
        "insert into a values (1) on conflict (x) do update set x = wipe(1)",
        "insert into a values (1) on conflict (x) do update set x = 1 where wipe(1)",
        "insert into a values (1) returning wipe(1)",
        "update a set x = wipe(1)",
        "update a set x = 1 where wipe(1)",
        "delete from a where wipe(1)",
        "delete from a returning wipe(1)",
        "explain select wipe(1)",
        "create table b as select wipe(1)",
        "create index i on a (wipe(1))",
        "create index i on a (x) where wipe(1)",
      })
  void findsAFunctionInEveryPosition(String sql) {
    assertThat(only(sql).functions()).contains(new Reference.Function(ObjectName.of("wipe"), 1));
  }

  static Stream<Arguments> functionNames() {
    return Stream.of(
        argumentSet("folded", "select WIPE()", ObjectName.of("wipe"), 0),
        argumentSet("quoted", "select \"Wipe\"(1, 2)", ObjectName.of("Wipe"), 2),
        argumentSet("schema", "select S.\"wi pe\"(1)", ObjectName.of("s", "wi pe"), 1),
        argumentSet("window", "select wipe(1) over ()", ObjectName.of("wipe"), 1),
        argumentSet("quoted keyword", "select \"coalesce\"(1)", ObjectName.of("coalesce"), 1));
  }

  @ParameterizedTest
  @MethodSource
  void functionNames(String sql, ObjectName name, int arguments) {
    assertThat(only(sql).functions()).contains(new Reference.Function(name, arguments));
  }

  @Test
  void expressionsOfTheGrammarAreNoFunctions() {
    String sql = "select coalesce(1, 2), greatest(1, 2), nullif(1, 2), row(1), x in (1) from a";
    assertThat(only(sql).functions()).isEmpty();
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        argumentSet("select", "select 1", "SelectStmt"),
        argumentSet("parentheses", "((select 1))", "SelectStmt"),
        argumentSet("call", "call p(1)", "CallStmt"),
        argumentSet("execute", "execute p(1)", "ExecuteStmt"),
        argumentSet("access method", "create access method m type table handler h", "CreateAmStmt"),
        argumentSet(
            "foreign table", "create foreign table t (a int) server s", "CreateForeignTableStmt"),
        argumentSet("table as", "create table t as select 1", "CreateTableAsStmt"),
        argumentSet(
            "materialized view", "create materialized view v as select 1", "CreateTableAsStmt"),
        argumentSet("rename", "alter table a rename to b", "RenameStmt"),
        argumentSet("set schema", "alter table a set schema s", "AlterObjectSchemaStmt"),
        argumentSet("add value", "alter type t add value 'x'", "AlterEnumStmt"),
        argumentSet("do", "do $$ begin end $$", "DoStmt"),
        argumentSet("commit", "commit", "TransactionStmt"),
        argumentSet("drop role", "drop role r", "DropRoleStmt"));
  }

  @ParameterizedTest
  @MethodSource
  void kinds(String sql, String node) {
    assertThat(only(sql).agreesWith(node)).isTrue();
    assertThat(only(sql).agreesWith("CopyStmt")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1\n\n\nfrom a",
        "select 1 -- comment\n\n\n\n, 2",
        "\n\n\n\nselect 1",
        "select 1\n\n\n;",
        "select 'a'\n\n\n'b'",
      })
  void blankLinesSeparateNothing(String sql) {
    assertThat(READER.read(sql)).isInstanceOf(Parsed.class);
    only(sql);
  }

  static Stream<Arguments> counts() {
    return Stream.of(
        argumentSet("none", " -- comment", 0),
        argumentSet("one", "select 1;", 1),
        argumentSet("two", "select 1; drop table a", 2),
        argumentSet("hidden from it by //", "select 4 //* */ 2; drop table a", 1),
        argumentSet("hidden from it by a backslash", "select E'\\'' ; drop table a; --'", 1),
        argumentSet("hidden from it by backquotes", "select `a; drop table b; --`", 1));
  }

  @ParameterizedTest
  @MethodSource
  void counts(String sql, int statements) {
    assertThat(READER.read(sql))
        .isInstanceOfSatisfying(
            Parsed.class, parsed -> assertThat(parsed.statements()).hasSize(statements));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select `a` from b",
        "select q'{a}' from b",
        "select 1 from \"a.b\"",
        "select U&\"w\\0069pe\"(1)",
        "select u&'\\0061'",
        "alter foreign data wrapper w options (a 'b')",
      })
  void saysWhatItCanNotAccountFor(String sql) {
    assertThat(only(sql).unaccounted()).isNotNull();
    assertThat(only(sql).functions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copy a from stdin",
        "begin; delete from a; end",
        "select (((",
        "select 4\n/\n2",
        "select a\ngo\nselect b",
        "'",
      })
  void unreadable(String sql) {
    assertThat(READER.read(sql)).isInstanceOf(Unreadable.class);
  }

  @Test
  void aLongNameOrChainIsNoTrouble() {
    assertThat(READER.read("select a" + ".a".repeat(40_000))).isInstanceOf(Unreadable.class);
    assertThat(READER.read("select 1" + "+1".repeat(40_000))).isInstanceOf(Parsed.class);
    assertThat(READER.read("select " + "(".repeat(200) + "1" + ")".repeat(200)))
        .isInstanceOf(Parsed.class);
  }

  @Test
  void beyondIsWhatTheFirstReadingLacks() {
    SecondStatement second = only("with d as (delete from a returning 1) select 1 from b");

    assertThat(second.beyond(List.of(on(READ, "b"), on(DELETE, "a")))).isEmpty();
    assertThat(second.beyond(List.of(on(READ, "b"), on(DELETE, "c"))))
        .containsExactly(on(DELETE, "a"));
    assertThat(second.beyond(List.of(on(READ, "a"))))
        .containsExactlyInAnyOrder(on(DELETE, "a"), on(READ, "b"));
  }

  @Test
  void whatIsNoReadToItIsBeyondARead() {
    assertThat(only("drop table a").beyond(List.of(Effect.of(READ))))
        .containsExactly(Effect.of(EffectKind.DROP));
    assertThat(only("drop table a").beyond(List.of(on(EffectKind.DROP, "a")))).isEmpty();
  }

  @Test
  void theTreeShowsNamesAndClasses() {
    assertThat(READER.tree("select x from a"))
        .contains("PlainSelect", "columnName: x", "partItems: a");
    assertThat(READER.tree("copy")).isEqualTo("JSqlParser can't read the text\n");
  }

  private static SecondStatement only(String sql) {
    Parsed parsed = (Parsed) READER.read(sql);
    assertThat(parsed.statements()).hasSize(1);
    return parsed.statements().get(0);
  }

  private static Effect on(EffectKind kind, String table) {
    return Effect.of(kind, ObjectKind.TABLE, ObjectName.of(table));
  }

  private static Effect on(EffectKind kind, String schema, String table) {
    return Effect.of(kind, ObjectKind.TABLE, ObjectName.of(schema, table));
  }
}
