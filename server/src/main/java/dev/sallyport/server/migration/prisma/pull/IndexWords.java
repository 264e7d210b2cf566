package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.migration.prisma.datamodel.ConstraintNames;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Index;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Key;
import dev.sallyport.server.migration.prisma.datamodel.OperatorClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Indexes and primary keys as a schema says them. */
final class IndexWords {
  private static final Map<String, String> METHODS =
      Map.of("HASH", "Hash", "GIN", "Gin", "GIST", "Gist", "SPGIST", "SpGist", "BRIN", "Brin");

  /** Operator classes that have a name in Prisma, by PostgreSQL's; others are said raw. */
  private static final Map<String, String> OPERATORS = operators();

  /** Operator classes that are the usual ones, which PostgreSQL does not print. */
  private static final Map<String, String> USUAL =
      Map.of(
          "GIN", ".* (array_ops|jsonb_ops|tsvector_ops)",
          "SPGIST", ".* (inet_ops|text_ops)",
          "BRIN", ".* (?!inet)\\w+_minmax_ops");

  private IndexWords() {}

  private static Map<String, String> operators() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "InetOps",
                "JsonbOps",
                "JsonbPathOps",
                "ArrayOps",
                "TextOps",
                "BitMinMaxOps",
                "VarBitMinMaxOps",
                "BpcharBloomOps",
                "BpcharMinMaxOps",
                "ByteaBloomOps",
                "ByteaMinMaxOps",
                "TextBloomOps",
                "TextMinMaxOps",
                "InetInclusionOps"));
    for (String type :
        "Date Float4 Float8 Inet Int2 Int4 Int8 Numeric Oid Time Timestamp TimestampTz TimeTz Uuid"
            .split(" ")) {
      names.addAll(List.of(type + "BloomOps", type + "MinMaxOps", type + "MinMaxMultiOps"));
    }
    Map<String, String> operators = new TreeMap<>();
    names.forEach(name -> operators.put(OperatorClasses.sql(name), name));
    return operators;
  }

  /** Whether the method has a name in Prisma. */
  static boolean isSayable(LiveIndex index) {
    return index.method() == null || METHODS.containsKey(index.method());
  }

  /** Whether a schema's index is this very one. */
  static boolean isSame(Index said, LiveIndex index) {
    String predicate = said.predicate();
    String there = index.predicate();
    boolean samePredicate =
        predicate == null || there == null
            ? predicate == null && there == null
            : SqlWords.loose(predicate).equals(SqlWords.loose(there));
    return said.name().equals(index.name())
        && said.unique() == index.unique()
        && String.valueOf(said.method()).equals(String.valueOf(index.method()))
        && samePredicate
        && areSame(said.columns(), index);
  }

  private static boolean areSame(List<String> said, LiveIndex index) {
    if (said.size() != index.parts().size()) {
      return false;
    }
    for (int i = 0; i < said.size(); i++) {
      String column = said.get(i).replaceFirst(" ASC$", "");
      String there = sql(index.parts().get(i));
      String usual = column.replaceFirst(" (\\w+)( DESC)?$", "$2");
      boolean isUsual = column.matches(USUAL.getOrDefault(String.valueOf(index.method()), "(?!)"));
      if (!column.equals(there) && !(isUsual && usual.equals(there))) {
        return false;
      }
    }
    return true;
  }

  private static String sql(LiveIndex.Part part) {
    return '"'
        + part.column().replace("\"", "\"\"")
        + '"'
        + (part.operators() == null ? "" : " " + part.operators())
        + (part.descending() ? " DESC" : "");
  }

  /** {@code @unique} of the only field. */
  static String ofField(LiveIndex index, String table) {
    List<String> arguments = new ArrayList<>();
    String usual = ConstraintNames.unique(table, index.columns());
    if (!index.name().equals(usual)) {
      arguments.add("map: " + DefaultWords.quoted(index.name()));
    }
    if (index.parts().get(0).descending()) {
      arguments.add("sort: Desc");
    }
    where(index, arguments);
    return arguments.isEmpty() ? "@unique" : "@unique(" + String.join(", ", arguments) + ")";
  }

  /** {@code @@unique} or {@code @@index}. */
  static String ofModel(LiveIndex index, List<String> fields, String table) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      parts.add(fields.get(i) + options(index.parts().get(i)));
    }
    List<String> arguments = new ArrayList<>(List.of("[" + String.join(", ", parts) + "]"));
    String usual =
        index.unique()
            ? ConstraintNames.unique(table, index.columns())
            : ConstraintNames.index(table, index.columns());
    if (!index.name().equals(usual)) {
      arguments.add("map: " + DefaultWords.quoted(index.name()));
    }
    if (index.method() != null) {
      arguments.add("type: " + METHODS.get(index.method()));
    }
    where(index, arguments);
    return "  @@"
        + (index.unique() ? "unique" : "index")
        + "("
        + String.join(", ", arguments)
        + ")";
  }

  private static void where(LiveIndex index, List<String> arguments) {
    String predicate = index.predicate();
    if (predicate != null) {
      arguments.add("where: raw(" + DefaultWords.quoted(SqlWords.withoutCast(predicate)) + ")");
    }
  }

  private static String options(LiveIndex.Part part) {
    List<String> options = new ArrayList<>();
    String operators = part.operators();
    if (operators != null) {
      options.add("ops: " + operators(operators));
    }
    if (part.descending()) {
      options.add("sort: Desc");
    }
    return options.isEmpty() ? "" : "(" + String.join(", ", options) + ")";
  }

  private static String operators(String sql) {
    String name = OPERATORS.get(sql);
    return name == null ? "raw(" + DefaultWords.quoted(sql) + ")" : name;
  }

  /** {@code @id} of the only field, or the arguments of {@code @@id}. */
  static String ofKey(Key key, List<String> fields, String table) {
    String usual = ConstraintNames.primaryKey(table);
    String map = key.name().equals(usual) ? "" : "map: " + DefaultWords.quoted(key.name());
    if (fields.size() == 1) {
      return "@id" + (map.isEmpty() ? "" : "(" + map + ")");
    }
    return "  @@id([" + String.join(", ", fields) + "]" + (map.isEmpty() ? "" : ", " + map) + ")";
  }
}
