package dev.sallyport.policy.sql;

import static dev.sallyport.policy.sql.EffectKind.ADMIN;
import static dev.sallyport.policy.sql.EffectKind.CALL;
import static dev.sallyport.policy.sql.EffectKind.CREATE;
import static dev.sallyport.policy.sql.EffectKind.DROP;
import static dev.sallyport.policy.sql.EffectKind.LOCK;
import static dev.sallyport.policy.sql.EffectKind.MAINTENANCE;
import static dev.sallyport.policy.sql.EffectKind.NETWORK;
import static dev.sallyport.policy.sql.EffectKind.SERVER_FILE;
import static dev.sallyport.policy.sql.EffectKind.SESSION;
import static dev.sallyport.policy.sql.EffectKind.TRANSACTION;
import static dev.sallyport.policy.sql.EffectKind.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltinFunctionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lower",
        "count",
        "now",
        "generate_series",
        "jsonb_build_object",
        "row_number",
        "unnest",
        "to_tsvector",
        "gen_random_uuid",
        "pg_get_viewdef",
        "has_table_privilege",
        "currval",
        "pg_total_relation_size",
        "txid_current_if_assigned",
        "current_setting",
        "format",
      })
  void harmless(String name) {
    assertThat(BuiltinFunctions.lookup(null, name))
        .hasValueSatisfying(function -> assertThat(function.isHarmless()).isTrue());
  }

  static Stream<Arguments> effects() {
    return Stream.of(
        arguments("nextval", List.of(UPDATE)),
        arguments("setval", List.of(UPDATE)),
        arguments("pg_advisory_lock", List.of(LOCK)),
        arguments("pg_try_advisory_xact_lock", List.of(LOCK)),
        arguments("pg_sleep", List.of(LOCK)),
        arguments("set_config", List.of(SESSION)),
        arguments("pg_notify", List.of(CALL)),
        arguments("txid_current", List.of(TRANSACTION)),
        arguments("lo_create", List.of(CREATE)),
        arguments("lo_unlink", List.of(DROP)),
        arguments("lo_open", List.of(UPDATE)),
        arguments("lo_import", List.of(SERVER_FILE, CREATE)),
        arguments("lo_export", List.of(SERVER_FILE)),
        arguments("pg_read_file", List.of(SERVER_FILE)),
        arguments("pg_ls_dir", List.of(SERVER_FILE)),
        arguments("pg_terminate_backend", List.of(ADMIN)),
        arguments("pg_stat_get_activity", List.of(ADMIN)),
        arguments("pg_create_logical_replication_slot", List.of(ADMIN)),
        arguments("pg_logical_emit_message", List.of(ADMIN)),
        arguments("pg_stat_reset", List.of(MAINTENANCE)),
        arguments("query_to_xml", List.of(CALL)),
        arguments("table_to_xml", List.of(CALL)),
        arguments("ts_stat", List.of(CALL)),
        arguments("cursor_to_xml", List.of(CALL)));
  }

  @ParameterizedTest
  @MethodSource
  void effects(String name, List<EffectKind> expected) {
    assertThat(BuiltinFunctions.lookup("pg_catalog", name))
        .hasValueSatisfying(
            function -> {
              assertThat(function.effects()).extracting(Effect::kind).isEqualTo(expected);
              assertThat(function.isHarmless()).isFalse();
            });
  }

  @Test
  void ofAnotherSchemaNothingIsKnown() {
    assertThat(BuiltinFunctions.lookup("public", "lower")).isEmpty();
    assertThat(BuiltinFunctions.lookup(null, "Lower")).isEmpty();
    assertThat(BuiltinFunctions.lookup(null, "no_such_function")).isEmpty();
    assertThat(BuiltinFunctions.lookup(null, "information_schema._pg_truetypid")).isEmpty();
    assertThat(BuiltinFunctions.lookup("information_schema", "_pg_truetypid")).isPresent();
  }

  @Test
  void operatorsAndTypes() {
    assertThat(BuiltinOperators.contains(null, "->>")).isTrue();
    assertThat(BuiltinOperators.contains("pg_catalog", "#")).isTrue();
    assertThat(BuiltinOperators.contains("public", "+")).isFalse();
    assertThat(BuiltinOperators.contains(null, "<=>")).isFalse();
    assertThat(BuiltinTypes.contains("pg_catalog", "int4")).isTrue();
    assertThat(BuiltinTypes.contains(null, "bigserial")).isTrue();
    assertThat(BuiltinTypes.contains("pg_catalog", "bigserial")).isFalse();
    assertThat(BuiltinTypes.contains("information_schema", "sql_identifier")).isTrue();
    assertThat(BuiltinTypes.contains(null, "citext")).isFalse();
  }

  static Stream<Arguments> extensions() {
    return Stream.of(
        arguments("citext", "citext_eq", List.of()),
        arguments("vector", "cosine_distance", List.of()),
        arguments("postgis", "st_intersects", List.of()),
        arguments("postgis", "dropgeometrytable", List.of(DROP)),
        arguments("pg_trgm", "similarity", List.of()),
        arguments("pg_trgm", "set_limit", List.of(SESSION)),
        arguments("uuid-ossp", "uuid_generate_v4", List.of()),
        arguments("tablefunc", "crosstab", List.of(CALL)),
        arguments("dblink", "dblink_exec", List.of(NETWORK)),
        arguments("postgres_fdw", "postgres_fdw_disconnect", List.of(NETWORK)),
        arguments("pg_cron", "schedule", List.of(CALL)),
        arguments("adminpack", "pg_file_write", List.of(SERVER_FILE)),
        arguments("xml2", "xpath_table", List.of(CALL)));
  }

  @ParameterizedTest
  @MethodSource
  void extensions(String extension, String name, List<EffectKind> expected) {
    assertThat(ExtensionFunctions.of(extension, name))
        .hasValueSatisfying(
            function ->
                assertThat(function.effects()).extracting(Effect::kind).isEqualTo(expected));
  }

  @Test
  void anExtensionNobodyReviewedIsUnknown() {
    assertThat(ExtensionFunctions.of("backdoor", "similarity")).isEmpty();
  }
}
