package dev.sallyport.server.migration.diff;

import dev.sallyport.server.migration.diff.RandomThing.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The SQL of a random schema. What can't be, for lack of what it is made of, is left out. */
final class RandomSql {
  private static final List<String> TYPES =
      List.of(
          "integer",
          "bigint",
          "smallint",
          "numeric(10,2)",
          "numeric",
          "real",
          "double precision",
          "text",
          "character varying(20)",
          "character varying(50)",
          "character(5)",
          "boolean",
          "date",
          "timestamp without time zone",
          "timestamp(3) with time zone",
          "time without time zone",
          "interval",
          "uuid",
          "json",
          "jsonb",
          "bytea",
          "inet",
          "cidr",
          "macaddr",
          "integer[]",
          "text[]",
          "tsvector",
          "int4range",
          "tstzrange",
          "money",
          "bit(3)",
          "bit varying",
          "point",
          "text",
          "integer",
          "bigint",
          "interval day to second(2)",
          "numeric(12,4)[]",
          "name",
          "oid",
          "pg_lsn",
          "xml",
          "daterange");

  /** A column that a relation shows. */
  private record Shown(String name, String type, @Nullable RandomThing column) {}

  private final TreeMap<Integer, RandomThing> alive = new TreeMap<>();
  private final List<String> statements = new ArrayList<>();

  RandomSql(Map<Integer, RandomThing> things) {
    alive.putAll(things);
    while (alive.values().removeIf(one -> !isPossible(one))) {
      // What needs what is gone goes too.
    }
  }

  String text() {
    for (Kind kind : Kind.values()) {
      for (RandomThing one : alive.values()) {
        if (one.kind() == kind) {
          write(one);
        }
      }
    }
    return String.join(";\n", statements);
  }

  private boolean isPossible(RandomThing one) {
    if (!alive.keySet().containsAll(one.of())) {
      return false;
    }
    RandomThing first = one.of().isEmpty() ? null : alive.get(one.of().get(0));
    return switch (one.kind()) {
      case PART -> isPartitioned(first);
      case HEIR -> !isPartitioned(first);
      case TRIGGER ->
          isTriggerFunction(alive.get(one.of().get(1)))
              && !(first.kind() == Kind.VIEW && isMaterialized(first));
      case INDEX -> first.kind() != Kind.VIEW || isMaterialized(first);
      case REFERENCE -> hasAnchor(alive.get(one.of().get(1)));
      case RULE -> first.kind() == Kind.TABLE && !isPartitioned(first);
      case POLICY -> first.kind() == Kind.TABLE;
      case OWNER ->
          first.kind() != Kind.VIEW
              || alive.values().stream()
                  .noneMatch(view -> view.kind() == Kind.VIEW && isMaterialized(view));
      default -> true;
    };
  }

  private static boolean isPartitioned(RandomThing table) {
    return table.kind() == Kind.TABLE && table.id() % 4 == 0;
  }

  private static boolean isTriggerFunction(RandomThing function) {
    return function.id() % 3 == 0;
  }

  private static boolean isTextFunction(RandomThing function) {
    return function.id() % 3 == 1;
  }

  private static boolean isMaterialized(RandomThing view) {
    return view.is(0, 30);
  }

  private boolean hasAnchor(RandomThing table) {
    return table.kind() == Kind.TABLE && table.is(1, 75);
  }

  private static String quoted(String name, int id) {
    if (id % 9 == 3) {
      return "\"" + name.toUpperCase(java.util.Locale.ROOT) + ".ä \"\"🚢\"";
    }
    return id % 13 == 5 ? name + "_with_a_name_that_is_nearly_as_long_as_a_name_can_be" : name;
  }

  private static String own(RandomThing one) {
    String prefix =
        switch (one.kind()) {
          case SCHEMA -> "s";
          case COLUMN -> "c";
          case VIEW -> "v";
          case FUNCTION, TABLE_FUNCTION, PROCEDURE -> "f";
          case SEQUENCE -> "q";
          case INDEX -> "i";
          case ENUM, DOMAIN, COMPOSITE, RANGE -> "y";
          default -> one.kind().name().toLowerCase(java.util.Locale.ROOT).substring(0, 2);
        };
    return quoted(prefix + one.id(), one.id());
  }

  /** With its schema. */
  private String full(RandomThing one) {
    return switch (one.kind()) {
      case SCHEMA -> own(one);
      case PART, HEIR -> own(alive.get(one.of().get(1))) + "." + own(one);
      case INDEX, STATISTICS -> schemaOf(alive.get(one.of().get(0))) + "." + own(one);
      default -> schemaOf(one) + "." + own(one);
    };
  }

  private String schemaOf(RandomThing one) {
    int at = one.kind() == Kind.PART || one.kind() == Kind.HEIR ? 1 : 0;
    return own(alive.get(one.of().get(at)));
  }

  private @Nullable RandomThing used(RandomThing one, Kind... kinds) {
    for (int id : one.uses()) {
      RandomThing used = alive.get(id);
      if (used != null && List.of(kinds).contains(used.kind())) {
        return used;
      }
    }
    return null;
  }

  private List<RandomThing> of(Kind kind, RandomThing whole) {
    return alive.values().stream()
        .filter(one -> one.kind() == kind && one.of().get(0) == whole.id())
        .toList();
  }

  private String type(RandomThing column) {
    RandomThing own = used(column, Kind.ENUM, Kind.DOMAIN, Kind.COMPOSITE, Kind.RANGE);
    if (own != null && column.is(0, 30)) {
      return full(own) + (column.is(1, 15) ? "[]" : "");
    }
    return TYPES.get(column.choice(0, TYPES.size()));
  }

  /** The kind of type, as far as expressions care. */
  private String sort(String type) {
    if (type.equals("integer") || type.equals("bigint") || type.equals("smallint")) {
      return "int";
    }
    if (type.equals("text") || type.startsWith("character varying")) {
      return "text";
    }
    for (RandomThing one : alive.values()) {
      if (one.of().size() == 1
          && one.kind().compareTo(Kind.RANGE) <= 0
          && one.kind() != Kind.SCHEMA
          && type.equals(full(one))) {
        return switch (one.kind()) {
          case ENUM -> "enum";
          case DOMAIN -> one.is(0, 50) ? "int" : "text";
          case RANGE -> "range";
          default -> "other";
        };
      }
    }
    return type.endsWith("range") ? "range" : type.endsWith("[]") ? "array" : type;
  }

  private static boolean isComparable(String type, String sort) {
    return !Set.of("json", "point", "xml", "other").contains(sort) && !type.equals("json");
  }

  private List<Shown> shown(RandomThing relation) {
    List<Shown> shown = new ArrayList<>();
    switch (relation.kind()) {
      case TABLE -> {
        shown.add(new Shown("k", relation.is(2, 60) ? "integer" : "bigint", null));
        of(Kind.COLUMN, relation).forEach(c -> shown.add(new Shown(own(c), type(c), c)));
      }
      case PART -> shown.addAll(shown(alive.get(relation.of().get(0))));
      case HEIR -> {
        shown.addAll(shown(alive.get(relation.of().get(0))));
        of(Kind.COLUMN, relation).forEach(c -> shown.add(new Shown(own(c), type(c), c)));
      }
      case VIEW -> {
        int number = 0;
        for (Shown one : shown(alive.get(relation.of().get(1)))) {
          number++;
          if (number == 1 || relation.is(2 + number % 3, 70)) {
            String expression = viewed(relation, one, number);
            boolean same = expression.equals(one.name);
            boolean text = expression.startsWith("lower") || expression.contains("||");
            RandomThing f = used(relation, Kind.FUNCTION);
            String type =
                same
                    ? one.type
                    : text
                        ? "text"
                        : expression.startsWith("(")
                            ? "bigint"
                            : isTextFunction(f) ? "text" : result(f);
            shown.add(new Shown(same ? one.name : "x" + number, type, null));
          }
        }
      }
      default -> throw new IllegalStateException(relation.toString());
    }
    return shown;
  }

  private String viewed(RandomThing view, Shown one, int number) {
    String sort = sort(one.type);
    RandomThing f = used(view, Kind.FUNCTION);
    if (number > 1
        && f != null
        && !isTriggerFunction(f)
        && view.is(6, 40)
        && sort.equals(isTextFunction(f) ? "text" : "int")) {
      return full(f) + "(" + one.name + (isTextFunction(f) ? "::text" : "::int") + ")";
    }
    if (number > 1 && view.is(7, 30)) {
      return switch (sort) {
        case "text" -> view.is(8, 50) ? "lower(" + one.name + ")" : one.name + " || 'x'";
        case "int" -> "(" + one.name + " + 1::bigint)";
        default -> one.name;
      };
    }
    return one.name;
  }

  private static String result(RandomThing function) {
    return isTextFunction(function) ? "text" : function.is(0, 70) ? "integer" : "bigint";
  }

  private void write(RandomThing one) {
    switch (one.kind()) {
      case SCHEMA -> say("CREATE SCHEMA " + own(one));
      case ENUM -> say("CREATE TYPE " + full(one) + " AS ENUM (" + labels(one) + ")");
      case SEQUENCE -> sequence(one);
      case FUNCTION -> function(one);
      case DOMAIN -> domain(one);
      case COMPOSITE -> composite(one);
      case RANGE ->
          say(
              "CREATE TYPE "
                  + full(one)
                  + " AS RANGE (subtype = "
                  + List.of("integer", "float8", "date").get(one.choice(0, 3))
                  + ")");
      case TABLE -> table(one);
      case COLUMN -> columnExtras(one);
      case PART -> part(one);
      case HEIR -> heir(one);
      case KEY -> key(one);
      case REFERENCE -> reference(one);
      case INDEX -> index(one);
      case STATISTICS -> statistics(one);
      case VIEW -> view(one);
      case TABLE_FUNCTION -> tableFunction(one);
      case PROCEDURE ->
          say(
              "CREATE PROCEDURE "
                  + full(one)
                  + "(a int"
                  + (one.is(0, 50) ? " DEFAULT 3" : "")
                  + ") LANGUAGE plpgsql"
                  + (one.is(1, 30) ? " SECURITY DEFINER" : "")
                  + " AS 'BEGIN PERFORM "
                  + one.choice(2, 3)
                  + "; END'");
      case TRIGGER -> trigger(one);
      case POLICY -> policy(one);
      case RULE ->
          say(
              "CREATE RULE "
                  + own(one)
                  + " AS ON "
                  + List.of("DELETE", "UPDATE").get(one.choice(0, 2))
                  + " TO "
                  + full(alive.get(one.of().get(0)))
                  + (one.is(2, 50) ? " WHERE old.k > 7" : "")
                  + " DO "
                  + (one.is(1, 50) ? "INSTEAD NOTHING" : "ALSO SELECT 1"));
      case DEFAULT_PRIVILEGES ->
          say(
              "ALTER DEFAULT PRIVILEGES"
                  + (one.is(1, 60) ? " IN SCHEMA " + own(alive.get(one.of().get(0))) : "")
                  + " GRANT "
                  + List.of(
                          "SELECT ON TABLES",
                          "EXECUTE ON FUNCTIONS",
                          "USAGE ON SEQUENCES",
                          "INSERT, UPDATE ON TABLES")
                      .get(one.choice(0, 4))
                  + " TO app_reader");
      case GRANT -> grant(one);
      case COMMENT ->
          say(
              "COMMENT ON "
                  + named(alive.get(one.of().get(0)), true)
                  + " IS 'it''s "
                  + one.choice(0, 4)
                  + "'");
      case OWNER ->
          say("ALTER " + named(alive.get(one.of().get(0)), false) + " OWNER TO " + role(one, 0));
    }
  }

  private void say(String sql) {
    statements.add(sql);
  }

  private static String role(RandomThing one, int knob) {
    return one.is(knob, 50) ? "app_reader" : "app_owner";
  }

  private static String labels(RandomThing one) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      if (i == 2 || one.is(i, 60)) {
        labels.add("'l" + i + "'");
      }
    }
    if (one.is(6, 20)) {
      java.util.Collections.reverse(labels);
    }
    return String.join(", ", labels);
  }

  private void sequence(RandomThing one) {
    say(
        "CREATE SEQUENCE "
            + full(one)
            + (one.is(0, 30) ? " AS integer" : "")
            + (one.is(1, 40) ? " INCREMENT BY " + (1 + one.choice(2, 5)) : "")
            + (one.is(3, 30) ? " MINVALUE 5 START WITH " + (5 + one.choice(4, 3)) : "")
            + (one.is(5, 20) ? " CACHE 7" : "")
            + (one.is(6, 20) ? " CYCLE" : ""));
  }

  private void function(RandomThing one) {
    String name = "CREATE FUNCTION " + full(one);
    if (isTriggerFunction(one)) {
      say(
          name
              + "() RETURNS trigger LANGUAGE plpgsql"
              + (one.is(1, 30) ? " SECURITY DEFINER" : "")
              + (one.is(2, 30) ? " SET search_path TO pg_catalog" : "")
              + " AS $$ BEGIN /* "
              + one.choice(3, 4)
              + " */ RETURN NEW; END $$");
      return;
    }
    String type = isTextFunction(one) ? "text" : "integer";
    String parameter = one.is(1, 60) ? "a" : "b";
    String body =
        isTextFunction(one)
            ? "coalesce($1, '" + one.choice(2, 3) + "')"
            : "($1 + " + one.choice(2, 3) + ")::" + result(one);
    String language = one.is(4, 50) ? "sql" : "plpgsql";
    say(
        name
            + "("
            + parameter
            + " "
            + type
            + ") RETURNS "
            + result(one)
            + " LANGUAGE "
            + language
            + " IMMUTABLE"
            + (one.is(5, 30) ? " STRICT" : "")
            + (one.is(6, 30) ? " PARALLEL SAFE" : "")
            + (one.is(7, 20) ? " COST 7" : "")
            + " AS $$ "
            + (language.equals("sql") ? "SELECT " + body : "BEGIN RETURN " + body + "; END")
            + " $$");
  }

  private void domain(RandomThing one) {
    boolean number = one.is(0, 50);
    RandomThing f = used(one, Kind.FUNCTION);
    String check =
        number ? "VALUE > -" + (1 + one.choice(2, 3)) : "VALUE <> '" + one.choice(2, 3) + "'";
    if (f != null && one.is(7, 40) && !isTriggerFunction(f) && isTextFunction(f) == !number) {
      check = full(f) + "(VALUE::" + (number ? "int" : "text") + ") IS NOT NULL";
    }
    say(
        "CREATE DOMAIN "
            + full(one)
            + " AS "
            + (number ? one.is(1, 60) ? "integer" : "bigint" : "text")
            + (one.is(3, 30) ? " DEFAULT " + (number ? "7" : "'seven'") : "")
            + (one.is(4, 20) ? " NOT NULL" : "")
            + (one.is(5, 60) ? " CONSTRAINT ck CHECK (" + check + ")" : "")
            + (!number && one.is(6, 20) ? " COLLATE \"C\"" : ""));
  }

  private void composite(RandomThing one) {
    List<String> attributes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      if (i == 0 || one.is(i, 60)) {
        attributes.add(
            "a"
                + i
                + " "
                + List.of("integer", "text", "date", "numeric").get(one.choice(4 + i, 4)));
      }
    }
    if (one.is(9, 15)) {
      java.util.Collections.reverse(attributes);
    }
    say("CREATE TYPE " + full(one) + " AS (" + String.join(", ", attributes) + ")");
  }

  private String definition(RandomThing column, boolean plain) {
    String type = type(column);
    String sort = sort(type);
    String collate =
        sort.equals("text") && column.is(2, 12) && TYPES.contains(type) ? " COLLATE \"C\"" : "";
    return own(column)
        + " "
        + type
        + collate
        + value(column, type, sort, plain)
        + (column.is(5, 25) ? " NOT NULL" : "");
  }

  private String value(RandomThing column, String type, String sort, boolean plain) {
    boolean builtin = TYPES.contains(type);
    if (column.is(6, 10) && sort.equals("int") && builtin) {
      return " GENERATED ALWAYS AS (k * " + (2 + column.choice(7, 2)) + ") STORED";
    }
    if (plain && column.is(6, 22) && sort.equals("int") && builtin) {
      return " GENERATED "
          + (column.is(7, 50) ? "ALWAYS" : "BY DEFAULT")
          + " AS IDENTITY"
          + (column.is(8, 40) ? " (START WITH 100)" : "");
    }
    if (!column.is(4, 45)) {
      return "";
    }
    RandomThing sequence = used(column, Kind.SEQUENCE);
    RandomThing f = used(column, Kind.FUNCTION);
    boolean other = column.is(9, 50);
    String value =
        switch (sort) {
          case "int" ->
              sequence != null && column.is(10, 30)
                  ? "nextval('" + full(sequence).replace("'", "''") + "')"
                  : f != null && !isTriggerFunction(f) && !isTextFunction(f) && column.is(11, 50)
                      ? full(f) + "(4)"
                      : other ? "1" : "(2 + 3)";
          case "text" ->
              f != null && isTextFunction(f) && column.is(11, 40)
                  ? full(f) + "('q')"
                  : other ? "'x'" : "('y' || 'z')";
          case "enum" -> "'l2'";
          case "boolean" -> other ? "true" : "false";
          case "date" -> other ? "CURRENT_DATE" : "'2020-01-01'";
          case "uuid" -> "gen_random_uuid()";
          case "jsonb", "json" -> other ? "'{}'" : "'[]'";
          case "array" -> "'{}'";
          default -> "NULL";
        };
    return " DEFAULT " + value;
  }

  private void table(RandomThing one) {
    boolean parted = isPartitioned(one);
    List<String> parts = new ArrayList<>();
    parts.add("k " + shown(one).get(0).type + " NOT NULL");
    of(Kind.COLUMN, one).forEach(c -> parts.add(definition(c, !parted)));
    if (hasAnchor(one)) {
      parts.add(
          "CONSTRAINT "
              + quoted("pk" + one.id(), one.id())
              + " PRIMARY KEY (k)"
              + (one.is(3, 10) && !parted ? " DEFERRABLE" : ""));
    }
    String by =
        parted
            ? " PARTITION BY " + List.of("RANGE", "LIST", "HASH").get(one.id() / 4 % 3) + " (k)"
            : "";
    say(
        "CREATE "
            + (one.is(4, 8) && !parted ? "UNLOGGED " : "")
            + "TABLE "
            + full(one)
            + "("
            + String.join(", ", parts)
            + ")"
            + by
            + (one.is(5, 15) && !parted
                ? " WITH (fillfactor = " + (50 + one.choice(6, 4)) + ")"
                : ""));
    if (one.is(7, 15)) {
      say("ALTER TABLE " + full(one) + " ENABLE ROW LEVEL SECURITY");
    }
    if (one.is(8, 8)) {
      say("ALTER TABLE " + full(one) + " REPLICA IDENTITY FULL");
    }
  }

  private void columnExtras(RandomThing one) {
    RandomThing table = alive.get(one.of().get(0));
    if (table.kind() != Kind.TABLE) {
      return;
    }
    String alter = "ALTER TABLE " + full(table) + " ALTER " + own(one) + " ";
    if (one.is(12, 8)) {
      say(alter + "SET STATISTICS " + (10 + one.choice(12, 30)));
    }
    if (one.is(13, 6) && sort(type(one)).equals("text")) {
      say(alter + "SET STORAGE EXTERNAL");
    }
  }

  private void part(RandomThing one) {
    RandomThing whole = alive.get(one.of().get(0));
    int number = of(Kind.PART, whole).stream().filter(p -> p.id() < one.id()).toList().size();
    String bound =
        switch (whole.id() / 4 % 3) {
          case 0 ->
              "FOR VALUES FROM ("
                  + one.id() * 10
                  + ") TO ("
                  + (one.id() * 10 + 5 + one.choice(0, 2))
                  + ")";
          case 1 ->
              "FOR VALUES IN ("
                  + one.id() * 10
                  + ", "
                  + (one.id() * 10 + 1 + one.choice(0, 2))
                  + ")";
          default -> "FOR VALUES WITH (MODULUS 16, REMAINDER " + one.id() % 16 + ")";
        };
    if (whole.id() / 4 % 3 == 2
        && of(Kind.PART, whole).stream()
            .anyMatch(p -> p.id() < one.id() && p.id() % 16 == one.id() % 16)) {
      bound = "FOR VALUES WITH (MODULUS 1600, REMAINDER " + (one.id() + 1000) + ")";
      alive.get(one.id());
    }
    if (number == 0 && one.is(1, 25) && whole.id() / 4 % 3 < 2) {
      bound = "DEFAULT";
    }
    say("CREATE TABLE " + full(one) + " PARTITION OF " + full(whole) + " " + bound);
    if (one.is(2, 15)) {
      say("ALTER TABLE " + full(one) + " ALTER k SET DEFAULT " + one.choice(3, 4));
    }
    if (one.is(4, 8)) {
      say("ALTER TABLE " + full(whole) + " DETACH PARTITION " + full(one));
    }
  }

  private void heir(RandomThing one) {
    List<String> columns = new ArrayList<>();
    of(Kind.COLUMN, one).forEach(c -> columns.add(definition(c, true)));
    say(
        "CREATE TABLE "
            + full(one)
            + "("
            + String.join(", ", columns)
            + ") INHERITS ("
            + full(alive.get(one.of().get(0)))
            + ")");
    if (one.is(2, 20)) {
      say("ALTER TABLE " + full(one) + " ALTER k SET DEFAULT " + one.choice(3, 4));
    }
  }

  /** Columns of a relation that compare, beginning with the first. */
  private List<String> comparable(RandomThing relation, RandomThing chooser, boolean first) {
    Set<String> names = new LinkedHashSet<>();
    List<Shown> shown = shown(relation);
    if (first) {
      names.add(shown.get(0).name);
    }
    int at = 2;
    for (Shown one : shown.subList(1, shown.size())) {
      at++;
      if (names.size() < 3
          && chooser.is(2 + at % 5, 35)
          && isComparable(one.type, sort(one.type))) {
        names.add(one.name);
      }
    }
    if (names.isEmpty()) {
      names.add(shown.get(0).name);
    }
    return List.copyOf(names);
  }

  private void key(RandomThing one) {
    RandomThing table = alive.get(one.of().get(0));
    boolean parted = isPartitioned(table) || table.kind() == Kind.PART;
    String alter = "ALTER TABLE " + full(table) + " ADD CONSTRAINT " + own(one) + " ";
    if (one.is(0, 40)) {
      say(
          alter
              + "UNIQUE ("
              + String.join(", ", comparable(table, one, parted))
              + ")"
              + (one.is(8, 15) && !parted ? " DEFERRABLE INITIALLY DEFERRED" : ""));
      return;
    }
    String range =
        shown(table).stream()
            .filter(s -> sort(s.type).equals("range"))
            .map(Shown::name)
            .findFirst()
            .orElse(null);
    if (one.is(0, 55) && range != null && !parted) {
      say(
          alter
              + "EXCLUDE USING gist ("
              + range
              + " WITH &&)"
              + (one.is(9, 40) ? " WHERE (k > 5)" : ""));
      return;
    }
    String invalid = one.is(8, 20) && !isPartitioned(table) ? " NOT VALID" : "";
    say(
        alter
            + "CHECK ("
            + condition(table, one, "")
            + ")"
            + (one.is(9, 10) && table.kind() != Kind.PART && !isPartitioned(table)
                ? " NO INHERIT"
                : "")
            + invalid);
  }

  private String condition(RandomThing relation, RandomThing one, String prefix) {
    List<Shown> shown = shown(relation);
    Shown column = shown.get(one.choice(3, shown.size()));
    RandomThing f = used(one, Kind.FUNCTION);
    String sort = sort(column.type);
    String name = prefix + column.name;
    if (f != null
        && !isTriggerFunction(f)
        && sort.equals(isTextFunction(f) ? "text" : "int")
        && one.is(4, 50)) {
      return full(f) + "(" + name + "::" + (isTextFunction(f) ? "text" : "int") + ") IS NOT NULL";
    }
    return switch (sort) {
      case "int" -> name + " > -" + (1 + one.choice(5, 3));
      case "text" -> "length(" + name + ") < 1" + one.choice(5, 3) + "000";
      case "enum" -> name + " <> 'l2'";
      default -> name + " IS NOT NULL OR " + prefix + "k > 0";
    };
  }

  private void reference(RandomThing one) {
    RandomThing table = alive.get(one.of().get(0));
    RandomThing other = alive.get(one.of().get(1));
    List<String> numbers =
        shown(table).stream()
            .filter(
                s ->
                    Set.of("integer", "bigint", "smallint").contains(s.type)
                        && (s.column == null || !s.column.is(6, 10)))
            .map(Shown::name)
            .toList();
    boolean parted = isPartitioned(table);
    if (other.is(3, 10) && !isPartitioned(other) || other.is(4, 8) && !isPartitioned(other)) {
      return;
    }
    say(
        "ALTER TABLE "
            + full(table)
            + " ADD CONSTRAINT "
            + own(one)
            + " FOREIGN KEY ("
            + numbers.get(one.choice(0, numbers.size()))
            + ") REFERENCES "
            + full(other)
            + "(k)"
            + List.of("", " MATCH FULL").get(one.choice(1, 2))
            + List.of("", "", " ON DELETE CASCADE", " ON DELETE SET NULL", " ON DELETE RESTRICT")
                .get(one.choice(2, 5))
            + List.of("", "", "", " ON UPDATE CASCADE").get(one.choice(3, 4))
            + (one.is(4, 20) ? " DEFERRABLE" + (one.is(5, 50) ? " INITIALLY DEFERRED" : "") : "")
            + (one.is(6, 15) && !parted && !isPartitioned(other) ? " NOT VALID" : ""));
  }

  private void index(RandomThing one) {
    RandomThing relation = alive.get(one.of().get(0));
    boolean parted = isPartitioned(relation);
    boolean unique = one.is(0, 25);
    List<String> columns = new ArrayList<>(comparable(relation, one, unique && parted));
    String method = "btree";
    List<Shown> shown = shown(relation);
    Shown special = shown.get(one.choice(1, shown.size()));
    RandomThing f = used(one, Kind.FUNCTION);
    String sort = sort(special.type);
    if (!unique && one.is(2, 40)) {
      method =
          switch (sort) {
            case "jsonb", "array", "tsvector" ->
                special.type.startsWith("numeric")
                        || special.type.contains("[")
                            && !special.type.startsWith("integer")
                            && !special.type.startsWith("text")
                    ? "btree"
                    : "gin";
            case "range" -> "gist";
            case "int" -> one.is(8, 50) ? "hash" : "brin";
            case "text" -> one.is(8, 50) ? "hash" : "spgist";
            default -> "btree";
          };
      if (method.equals("spgist") && special.type.startsWith("character")) {
        method = "hash";
      }
      if (!method.equals("btree")) {
        columns = List.of(special.name);
      }
    } else if (sort.equals("text") && one.is(3, 60) && !(unique && parted)) {
      columns =
          List.of(
              f != null && isTextFunction(f) && one.is(4, 50)
                  ? full(f) + "(" + special.name + "::text)"
                  : one.is(5, 50)
                      ? "lower(" + special.name + ")"
                      : special.name + " text_pattern_ops");
    } else if (one.is(6, 30)) {
      columns = new ArrayList<>(columns);
      columns.set(columns.size() - 1, columns.get(columns.size() - 1) + " DESC NULLS LAST");
    }
    say(
        "CREATE "
            + (unique ? "UNIQUE " : "")
            + "INDEX "
            + own(one)
            + " ON "
            + full(relation)
            + " USING "
            + method
            + " ("
            + String.join(", ", columns)
            + ")"
            + (one.is(7, 15) && method.equals("btree") && !columns.contains(shown.get(0).name)
                ? " INCLUDE (" + shown.get(0).name + ")"
                : "")
            + (one.is(9, 15) && method.equals("btree")
                ? " WITH (fillfactor = " + (60 + one.choice(10, 3)) + ")"
                : "")
            + (one.is(11, 20) ? " WHERE " + shown.get(0).name + " > " + one.choice(12, 3) : ""));
  }

  private void statistics(RandomThing one) {
    RandomThing table = alive.get(one.of().get(0));
    List<String> columns = comparable(table, one, true);
    if (columns.size() > 1) {
      say(
          "CREATE STATISTICS "
              + full(one)
              + List.of("", " (ndistinct)", " (dependencies, mcv)").get(one.choice(0, 3))
              + " ON "
              + String.join(", ", columns)
              + " FROM "
              + full(table));
    }
  }

  private void view(RandomThing one) {
    RandomThing from = alive.get(one.of().get(1));
    List<String> columns = new ArrayList<>();
    int number = 0;
    for (Shown s : shown(from)) {
      number++;
      if (number == 1 || one.is(2 + number % 3, 70)) {
        String expression = viewed(one, s, number);
        columns.add(expression.equals(s.name) ? s.name : expression + " AS x" + number);
      }
    }
    boolean materialized = isMaterialized(one);
    String first = shown(from).get(0).name;
    String where = one.is(9, 40) ? " WHERE " + first + " > " + one.choice(10, 4) : "";
    say(
        "CREATE "
            + (materialized ? "MATERIALIZED " : "")
            + "VIEW "
            + full(one)
            + (!materialized && one.is(11, 15) ? " WITH (security_barrier)" : "")
            + " AS SELECT "
            + String.join(", ", columns)
            + " FROM "
            + full(from)
            + where
            + (one.is(12, 10) ? " LIMIT 5" : ""));
  }

  private void tableFunction(RandomThing one) {
    RandomThing from = alive.get(one.of().get(1));
    String name = "CREATE FUNCTION " + full(one) + "(a integer) RETURNS ";
    String select =
        "SELECT count(*) FROM " + full(from) + " WHERE " + shown(from).get(0).name + " > a";
    say(
        switch (one.choice(0, 4)) {
          case 0 ->
              name
                  + "SETOF "
                  + full(from)
                  + " LANGUAGE sql STABLE AS $$ SELECT * FROM "
                  + full(from)
                  + " $$";
          case 1 -> name + "bigint LANGUAGE sql STABLE RETURN (" + select + ")";
          case 2 -> name + "bigint LANGUAGE sql STABLE BEGIN ATOMIC " + select + "; END";
          default ->
              name
                  + "TABLE(x bigint, y text) LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT"
                  + " count(*), '"
                  + one.choice(2, 3)
                  + "' FROM "
                  + full(from)
                  + "; END $$";
        });
  }

  private void trigger(RandomThing one) {
    RandomThing on = alive.get(one.of().get(0));
    String function = full(alive.get(one.of().get(1)));
    if (on.kind() == Kind.VIEW) {
      say(
          "CREATE TRIGGER "
              + own(one)
              + " INSTEAD OF INSERT ON "
              + full(on)
              + " FOR EACH ROW EXECUTE FUNCTION "
              + function
              + "()");
      return;
    }
    List<String> events = List.of("INSERT", "UPDATE", "UPDATE OF k", "DELETE", "INSERT OR UPDATE");
    String event = events.get(one.choice(0, events.size()));
    String when =
        one.is(1, 30) && event.startsWith("UPDATE")
            ? " WHEN (" + condition(on, one, "new.") + ")"
            : "";
    if (shown(on).stream().anyMatch(s -> s.column != null && s.column.is(6, 10))) {
      when = "";
    }
    say(
        "CREATE TRIGGER "
            + own(one)
            + (one.is(2, 50) ? " BEFORE " : " AFTER ")
            + event
            + " ON "
            + full(on)
            + " FOR EACH ROW"
            + when
            + " EXECUTE FUNCTION "
            + function
            + "("
            + (one.is(6, 30) ? "'arg'" : "")
            + ")");
    if (one.is(7, 12)) {
      say(
          "ALTER TABLE "
              + full(on)
              + (one.is(8, 50) ? " DISABLE TRIGGER " : " ENABLE ALWAYS TRIGGER ")
              + own(one));
    }
  }

  private void policy(RandomThing one) {
    RandomThing on = alive.get(one.of().get(0));
    say(
        "CREATE POLICY "
            + own(one)
            + " ON "
            + full(on)
            + (one.is(0, 25) ? " AS RESTRICTIVE" : "")
            + List.of("", " FOR UPDATE", " FOR ALL").get(one.choice(1, 3))
            + " TO "
            + (one.is(2, 40) ? "PUBLIC" : role(one, 6))
            + " USING ("
            + condition(on, one, "")
            + ")"
            + (one.is(7, 30) ? " WITH CHECK (k > 2)" : ""));
  }

  private void grant(RandomThing one) {
    RandomThing on = alive.get(one.of().get(0));
    String to = " TO " + (one.is(1, 25) ? "PUBLIC" : role(one, 2));
    String option = one.is(3, 20) && !one.is(1, 25) ? " WITH GRANT OPTION" : "";
    String what =
        switch (on.kind()) {
          case SCHEMA -> (one.is(0, 60) ? "USAGE" : "USAGE, CREATE") + " ON SCHEMA " + own(on);
          case ENUM, DOMAIN -> "USAGE ON TYPE " + full(on);
          case SEQUENCE -> (one.is(0, 60) ? "USAGE" : "SELECT") + " ON SEQUENCE " + full(on);
          case FUNCTION -> "EXECUTE ON FUNCTION " + full(on);
          case COLUMN ->
              "SELECT (" + own(on) + "), UPDATE (k) ON " + full(alive.get(on.of().get(0)));
          default ->
              List.of("SELECT", "INSERT, UPDATE", "ALL").get(one.choice(0, 3)) + " ON " + full(on);
        };
    if (on.kind() == Kind.FUNCTION && one.is(4, 30)) {
      say("REVOKE ALL ON FUNCTION " + full(on) + " FROM PUBLIC");
    }
    say("GRANT " + what + to + option);
  }

  private String named(RandomThing one, boolean comment) {
    RandomThing first = one.of().isEmpty() ? one : alive.get(one.of().get(0));
    return switch (one.kind()) {
      case SCHEMA -> "SCHEMA " + own(one);
      case ENUM, COMPOSITE, RANGE -> "TYPE " + full(one);
      case DOMAIN -> "DOMAIN " + full(one);
      case SEQUENCE -> "SEQUENCE " + full(one);
      case FUNCTION -> "FUNCTION " + full(one);
      case TABLE_FUNCTION -> "FUNCTION " + full(one);
      case PROCEDURE -> "PROCEDURE " + full(one);
      case TABLE, PART, HEIR -> "TABLE " + full(one);
      case COLUMN -> "COLUMN " + full(first) + "." + own(one);
      case VIEW -> (isMaterialized(one) ? "MATERIALIZED VIEW " : "VIEW ") + full(one);
      case INDEX -> "INDEX " + full(one);
      case KEY -> "CONSTRAINT " + own(one) + " ON " + full(first);
      case TRIGGER, POLICY, RULE -> one.kind() + " " + own(one) + " ON " + full(first);
      case REFERENCE -> "TABLE " + full(first);
      case STATISTICS -> "TABLE " + full(first);
      default -> throw new IllegalStateException(one.toString());
    };
  }
}
