package dev.sallyport.server.migration.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.sql.schema.SchemaKind;
import dev.sallyport.policy.sql.schema.SchemaObject;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MentionsTest {
  static Stream<Arguments> texts() {
    return Stream.of(
        argumentSet("another word", "CREATE TABLE bookings ()", table("Booking"), false),
        argumentSet("folded", "create table BOOKING ()", table("booking"), true),
        argumentSet("quoted", "CREATE TABLE \"Booking\" ()", table("Booking"), true),
        argumentSet("with a space", "ALTER TABLE \"a  b\" ADD c int", table("a b"), true),
        argumentSet("one word of two", "ALTER TABLE \"a\" ADD c int", table("a b"), false),
        argumentSet("a quote within", "DROP TABLE \"a\"\"b\"", table("a\"b"), true),
        argumentSet("other letters", "DROP TABLE ÜBERSICHT", table("übersicht"), true),
        argumentSet("escaped", "DROP TABLE U&\"\\0061\"", table("a"), true),
        argumentSet("an escaped value", "ADD VALUE E'\\x61'", value("mood", "a"), true),
        argumentSet("a value", "ALTER TYPE mood ADD VALUE 'so-so'", value("mood", "so-so"), true),
        argumentSet(
            "cut by PostgreSQL", "DROP TABLE " + "x".repeat(80), table("x".repeat(63)), true),
        argumentSet(
            "a function's arguments",
            "CREATE FUNCTION f(a integer)",
            new SchemaObject(SchemaKind.FUNCTION, "public", null, "f(int4)"),
            true),
        argumentSet(
            "a name of PostgreSQL's making",
            "ALTER TABLE t ADD CHECK (a > 0)",
            new SchemaObject(SchemaKind.CONSTRAINT, "public", "t", ""),
            true),
        argumentSet("nothing to look for", "SELECT 1", table("-"), true));
  }

  @ParameterizedTest
  @MethodSource
  void texts(String text, SchemaObject object, boolean mentioned) {
    Mentions mentions = new Mentions();
    mentions.add("nothing of it");
    mentions.add(text);

    assertThat(mentions.of(object).get(1)).isEqualTo(mentioned);
  }

  private static SchemaObject table(String name) {
    return new SchemaObject(SchemaKind.TABLE, "public", null, name);
  }

  private static SchemaObject value(String type, String label) {
    return new SchemaObject(SchemaKind.ENUM_VALUE, "public", type, label);
  }
}
