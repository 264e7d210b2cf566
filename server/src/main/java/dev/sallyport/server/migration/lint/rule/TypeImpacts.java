package dev.sallyport.server.migration.lint.rule;

import java.util.List;

/** What the rules claim of ALTER COLUMN TYPE. */
final class TypeImpacts {
  private static final String CHECKED = Impacts.TABLE + "\nALTER TABLE t ADD CHECK (c <> '');";

  private static final String PARTIAL = Impacts.TABLE + "\nCREATE INDEX i ON t (c) WHERE b > 0;";

  private static final String INDEXED = Impacts.TABLE + "\nCREATE INDEX i ON t (c);";

  private static final String FINE =
      "CREATE TABLE t (s timestamp(3), v interval(2), n integer, x xml, f bit(3));\n"
          + "INSERT INTO t SELECT now(), '1 s', i, '<a/>', B'101' FROM generate_series(1, 500) i;";

  static final List<Impact> ALL =
      List.of(
          Impacts.rewrite("column-type-change", Impacts.TABLE, "ALTER TABLE t ALTER a TYPE bigint"),
          Impacts.rewrite(
              "column-type-change", Impacts.TABLE, "ALTER TABLE t ALTER c TYPE varchar(20)"),
          Impacts.brief(
                  "column-type-change", Impacts.TABLE, "ALTER TABLE t ALTER c TYPE varchar(100)")
              .given("c is varchar(50)"),
          Impacts.brief("column-type-change", Impacts.TABLE, "ALTER TABLE t ALTER c TYPE text"),
          Impacts.brief(
                  "column-type-change", Impacts.TABLE, "ALTER TABLE t ALTER d TYPE numeric(12,2)")
              .given("d is numeric(10,2)"),
          Impacts.rewrite(
              "column-type-change", Impacts.TABLE, "ALTER TABLE t ALTER d TYPE numeric(12,4)"),
          Impacts.rewrite(
                  "time-zone-rewrite",
                  "SET TIME ZONE 'Europe/Berlin';\n" + Impacts.TABLE,
                  "ALTER TABLE t ALTER e TYPE timestamptz")
              .given("time zone Europe/Berlin"),
          Impacts.brief(
                  "time-zone-rewrite",
                  "SET TIME ZONE 'UTC';\n" + Impacts.TABLE,
                  "ALTER TABLE t ALTER e TYPE timestamptz")
              .given("time zone UTC"),
          Impacts.scan("column-type-change", CHECKED, "ALTER TABLE t ALTER c TYPE varchar(100)")
              .given("c is varchar(50) and has a CHECK"),
          Impacts.scan("column-type-change", PARTIAL, "ALTER TABLE t ALTER c TYPE varchar(100)")
              .given("c is varchar(50) and has a partial index"),
          Impacts.brief("column-type-change", INDEXED, "ALTER TABLE t ALTER c TYPE varchar(100)")
              .given("c is varchar(50) and has an index"),
          Impacts.brief("column-type-change", FINE, "ALTER TABLE t ALTER s TYPE timestamp(6)")
              .given("s is timestamp(3)"),
          Impacts.brief("column-type-change", FINE, "ALTER TABLE t ALTER v TYPE interval(4)")
              .given("v is interval(2)"),
          Impacts.rewrite("column-type-change", FINE, "ALTER TABLE t ALTER v TYPE interval day")
              .given("v is interval(2)"),
          Impacts.brief("column-type-change", FINE, "ALTER TABLE t ALTER n TYPE oid")
              .given("n is integer"),
          Impacts.brief("column-type-change", FINE, "ALTER TABLE t ALTER f TYPE bit varying")
              .given("f is bit(3)"),
          Impacts.rewrite("column-type-change", FINE, "ALTER TABLE t ALTER f TYPE bit varying(9)")
              .given("f is bit(3)"),
          Impacts.brief("column-type-change", FINE, "ALTER TABLE t ALTER x TYPE text")
              .given("x is xml"));

  private TypeImpacts() {}
}
