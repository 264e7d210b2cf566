package dev.sallyport.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.server.cancellation.Cancellation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a value becomes: nothing is lost, and the type stands beside. */
class ValuesTest {
  private static TargetDatabase target;

  @BeforeAll
  static void open() {
    TestServer.TestDatabase database = TestServer.create();
    database.run(
        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
        "CREATE TYPE pair AS (a int, b text)",
        "CREATE TABLE shapes(price numeric(10,2), name varchar(20), code char(3),"
            + " at timestamp(3), moods mood[], bits bit(4), amounts numeric(6,3)[])",
        "GRANT SELECT ON shapes TO agent",
        "INSERT INTO shapes VALUES (1.5, 'n', 'c', '2024-01-02 03:04:05.678', '{ok,sad}',"
            + " '1010', '{1.5,NULL}')");
    target = database.target();
  }

  @AfterAll
  static void close() {
    target.close();
  }

  private static Arguments row(String sql, String type, @Nullable Object value) {
    return argumentSet(sql, sql, type, value);
  }

  static Stream<Arguments> valuesKeepTheirTypeAndDigits() {
    return Stream.of(
        row("NULL", "text", null),
        row("NULL::int", "integer", null),
        row("true", "boolean", true),
        row("42::smallint", "smallint", 42L),
        row("9007199254740991", "bigint", 9007199254740991L),
        row("9007199254740992", "bigint", "9007199254740992"),
        row("(-9223372036854775808)::bigint", "bigint", "-9223372036854775808"),
        row("1.50::numeric", "numeric", "1.50"),
        row("1e400::numeric", "numeric", "1" + "0".repeat(400)),
        row("'NaN'::numeric", "numeric", "NaN"),
        row("0.1::float8", "double precision", 0.1),
        row("0.1::float4", "real", 0.1),
        row("'NaN'::float8", "double precision", "NaN"),
        row("'-Infinity'::float8", "double precision", "-Infinity"),
        row("1e300::float8", "double precision", 1e300),
        row("'a\u00e9\ud83d\ude42'", "text", "a\u00e9\ud83d\ude42"),
        row("'\\x00ff'::bytea", "bytea", "\\x00ff"),
        row(
            "'2024-03-01 10:00+02'::timestamptz",
            "timestamp with time zone",
            "2024-03-01 08:00:00+00"),
        row("'infinity'::timestamptz", "timestamp with time zone", "infinity"),
        row("'0044-03-15 BC'::date", "date", "0044-03-15 BC"),
        row("interval '1 day 2 hours'", "interval", "1 day 02:00:00"),
        row("'{\"a\": [1, 2.50, null]}'::jsonb", "jsonb", json()),
        row("'{\"a\":1,\"a\":2}'::json", "json", "{\"a\":1,\"a\":2}"),
        row("'[1]'::json", "json", List.of(1)),
        row("ARRAY[1, NULL, 3]", "integer[]", Arrays.asList(1L, null, 3L)),
        row("'{}'::int[]", "integer[]", List.of()),
        row("ARRAY[[1,2],[3,4]]", "integer[]", List.of(List.of(1L, 2L), List.of(3L, 4L))),
        row("'[2:3]={1,2}'::int[]", "integer[]", "[2:3]={1,2}"),
        row(
            "ARRAY['a,b', 'c\"d', 'e\\f', 'NULL', '{}', '', NULL]",
            "text[]",
            Arrays.asList("a,b", "c\"d", "e\\f", "NULL", "{}", "", null)),
        row("ARRAY['(1,2),(0,0)'::box]", "box[]", List.of("(1,2),(0,0)")),
        row("ARRAY['[1]'::jsonb]", "jsonb[]", List.of(List.of(1))),
        row("'1 2'::oidvector", "oidvector", "1 2"),
        row("'ok'::mood", "mood", "ok"),
        row("ARRAY['ok'::mood]", "mood[]", List.of("ok")),
        row("5::positive", "integer", 5L),
        row("ROW(1, 'x')::pair", "pair", "(1,x)"),
        row("'[1,3)'::int4range", "int4range", "[1,3)"),
        row("'10.0.0.1/8'::inet", "inet", "10.0.0.1/8"),
        row("'pg_class'::regclass", "regclass", "pg_class"),
        row("price from shapes", "numeric(10,2)", "1.50"),
        row("name from shapes", "character varying(20)", "n"),
        row("code from shapes", "character(3)", "c  "),
        row("at from shapes", "timestamp(3) without time zone", "2024-01-02 03:04:05.678"),
        row("moods from shapes", "mood[]", List.of("ok", "sad")),
        row("bits from shapes", "bit(4)", "1010"),
        row("amounts from shapes", "numeric(6,3)[]", Arrays.asList("1.500", null)));
  }

  private static Map<String, Object> json() {
    return Map.of("a", Arrays.asList(1, new java.math.BigDecimal("2.50"), null));
  }

  @ParameterizedTest
  @MethodSource
  void valuesKeepTheirTypeAndDigits(String sql, String type, @Nullable Object value) {
    try (ReadSession session = target.openRead(ReadLimits.DEFAULT)) {
      QueryResult result = session.query("SELECT " + sql, ReadLimits.DEFAULT, Cancellation.none());
      assertThat(result.columns().get(0).type()).isEqualTo(type);
      assertThat(result.rows().get(0).get(0)).isEqualTo(value);
    }
  }
}
