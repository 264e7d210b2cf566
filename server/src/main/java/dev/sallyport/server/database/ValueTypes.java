package dev.sallyport.server.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;

/**
 * The types of a result's columns. The usual built-in ones are known by their numbers, which never
 * change; all others are asked for in the same transaction, for another might have taken the number
 * since.
 */
final class ValueTypes {
  /** Written with qualified names: it runs on the request's search path. */
  private static final String TYPES =
      """
      SELECT t.oid, pg_catalog.format_type(t.oid, NULL), e.oid,
             pg_catalog.format_type(e.oid, NULL)
      FROM pg_catalog.pg_type t
      LEFT JOIN pg_catalog.pg_type e
        ON e.oid OPERATOR(pg_catalog.=) t.typelem
        AND e.typarray OPERATOR(pg_catalog.=) t.oid
      WHERE t.oid OPERATOR(pg_catalog.=) ANY ($1::pg_catalog.oid[])
      """;

  private static final Map<Integer, ValueType> BUILT_IN = builtIn();

  private ValueTypes() {}

  private static Map<Integer, ValueType> builtIn() {
    Map<Integer, ValueType> types = new HashMap<>();
    // number, number of its array, name
    add(types, 16, 1000, "boolean");
    add(types, 17, 1001, "bytea");
    add(types, 18, 1002, "\"char\"");
    add(types, 19, 1003, "name");
    add(types, 20, 1016, "bigint");
    add(types, 21, 1005, "smallint");
    add(types, 23, 1007, "integer");
    add(types, 25, 1009, "text");
    add(types, 26, 1028, "oid");
    add(types, 28, 1011, "xid");
    add(types, 114, 199, "json");
    add(types, 142, 143, "xml");
    add(types, 650, 651, "cidr");
    add(types, 700, 1021, "real");
    add(types, 701, 1022, "double precision");
    add(types, 790, 791, "money");
    add(types, 869, 1041, "inet");
    add(types, 1042, 1014, "character");
    add(types, 1043, 1015, "character varying");
    add(types, 1082, 1182, "date");
    add(types, 1083, 1183, "time without time zone");
    add(types, 1114, 1115, "timestamp without time zone");
    add(types, 1184, 1185, "timestamp with time zone");
    add(types, 1186, 1187, "interval");
    add(types, 1266, 1270, "time with time zone");
    add(types, 1560, 1561, "bit");
    add(types, 1562, 1563, "bit varying");
    add(types, 1700, 1231, "numeric");
    add(types, 2205, 2210, "regclass");
    add(types, 2206, 2211, "regtype");
    add(types, 2249, 2287, "record");
    add(types, 2950, 2951, "uuid");
    add(types, 3614, 3643, "tsvector");
    add(types, 3802, 3807, "jsonb");
    types.put(705, ValueType.scalar("unknown"));
    types.put(2278, ValueType.scalar("void"));
    return types;
  }

  private static void add(Map<Integer, ValueType> types, int number, int array, String name) {
    ValueType type = ValueType.scalar(name);
    types.put(number, type);
    types.put(array, ValueType.arrayOf(type));
  }

  /** Asks for rows of constant SQL in the transaction of the result. */
  interface Question {
    List<List<@Nullable String>> ask(String sql, List<@Nullable String> parameters);
  }

  static List<ValueType> of(Field[] fields, Question question) {
    Set<Integer> unknown = new HashSet<>();
    for (Field field : fields) {
      if (!BUILT_IN.containsKey(field.getOID())) {
        unknown.add(field.getOID());
      }
    }
    Map<Integer, ValueType> asked = unknown.isEmpty() ? Map.of() : ask(unknown, question);
    List<ValueType> types = new ArrayList<>(fields.length);
    for (Field field : fields) {
      ValueType type = BUILT_IN.get(field.getOID());
      types.add(
          type != null ? type : asked.getOrDefault(field.getOID(), ValueType.scalar("unknown")));
    }
    return types;
  }

  private static Map<Integer, ValueType> ask(Set<Integer> numbers, Question question) {
    StringBuilder list = new StringBuilder("{");
    numbers.forEach(
        number -> list.append(list.length() > 1 ? "," : "").append(Integer.toUnsignedLong(number)));
    Map<Integer, ValueType> types = new HashMap<>();
    for (List<@Nullable String> row : question.ask(TYPES, List.of(list + "}"))) {
      int number = Integer.parseUnsignedInt(String.valueOf(row.get(0)));
      String element = row.get(3);
      types.put(
          number,
          element == null
              ? ValueType.scalar(String.valueOf(row.get(1)))
              : ValueType.arrayOf(ValueType.scalar(element)));
    }
    return types;
  }
}
