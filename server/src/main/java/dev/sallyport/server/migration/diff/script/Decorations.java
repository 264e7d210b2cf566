package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What every kind of object has: an owner, a comment, privileges. */
final class Decorations {
  private static final String GRANT_OPTION = " WITH GRANT OPTION";

  private Decorations() {}

  /**
   * The statements from one object's decorations to another's.
   *
   * @param before null for an object that was just made
   */
  static List<String> between(@Nullable Fact before, Fact after) {
    List<String> sql = new ArrayList<>();
    String owner = after.text("owner");
    if (owner != null
        && after.kind() != FactKind.COLUMN
        && (before == null || !owner.equals(before.text("owner")))) {
      sql.add("ALTER " + ObjectTerms.owned(after) + " OWNER TO " + Sql.name(owner));
    }
    String was = before == null ? null : before.text("comment");
    String is = after.text("comment");
    if (!Objects.equals(was, is)) {
      sql.add(
          "COMMENT ON " + ObjectTerms.of(after) + " IS " + (is == null ? "NULL" : Sql.literal(is)));
    }
    privileges(before, after, sql);
    return sql;
  }

  private static void privileges(@Nullable Fact before, Fact after, List<String> sql) {
    if (!has(before) && !has(after)) {
      return;
    }
    SortedMap<String, Object> was = granted(before, after);
    SortedMap<String, Object> is = granted(after, after);
    String owner = after.textOf("owner");
    was.forEach(
        (who, what) -> {
          List<String> gone = minus(what, is.get(who));
          if (!gone.isEmpty()) {
            sql.add(revoke(after, gone, who, owner));
          }
        });
    is.forEach(
        (who, what) -> {
          List<String> come = minus(what, was.get(who));
          if (!come.isEmpty()) {
            grants(after, come, who, owner, sql);
          }
        });
  }

  private static boolean has(@Nullable Fact fact) {
    return fact != null && fact.properties().containsKey("privileges");
  }

  private static SortedMap<String, Object> granted(@Nullable Fact fact, Fact like) {
    SortedMap<String, Object> granted = usual(like);
    if (fact != null) {
      granted.putAll(fact.map("privileges"));
    }
    return granted;
  }

  private static String revoke(Fact fact, List<String> privileges, String who, String owner) {
    return "REVOKE "
        + listed(fact, privileges.stream().map(Decorations::bare).toList())
        + " ON "
        + ObjectTerms.granted(fact)
        + " FROM "
        + role(who, owner);
  }

  private static void grants(
      Fact fact, List<String> privileges, String who, String owner, List<String> sql) {
    List<String> plain = new ArrayList<>();
    List<String> further = new ArrayList<>();
    for (String privilege : privileges) {
      (privilege.contains(GRANT_OPTION) ? further : plain).add(bare(privilege));
    }
    String to = " ON " + ObjectTerms.granted(fact) + " TO " + role(who, owner);
    if (!plain.isEmpty()) {
      sql.add("GRANT " + listed(fact, plain) + to);
    }
    if (!further.isEmpty()) {
      sql.add("GRANT " + listed(fact, further) + to + GRANT_OPTION);
    }
  }

  private static String listed(Fact fact, List<String> privileges) {
    String column = fact.kind() == FactKind.COLUMN ? " (" + Sql.name(fact.key().name()) + ")" : "";
    return String.join(", ", privileges.stream().map(privilege -> privilege + column).toList());
  }

  private static String bare(String privilege) {
    int by = privilege.indexOf(" BY ");
    String words = by < 0 ? privilege : privilege.substring(0, by);
    return words.replace(GRANT_OPTION, "");
  }

  private static String role(String who, String owner) {
    if (!who.equals("(owner)")) {
      return who;
    }
    return owner.isEmpty() ? "CURRENT_USER" : Sql.name(owner);
  }

  private static List<String> minus(@Nullable Object all, @Nullable Object without) {
    List<String> left = new ArrayList<>(list(all));
    left.removeAll(list(without));
    return left;
  }

  private static List<String> list(@Nullable Object privileges) {
    return privileges instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** What PostgreSQL gives of itself: {@code acldefault()}. */
  private static SortedMap<String, Object> usual(Fact fact) {
    Map<String, Object> usual =
        switch (fact.kind()) {
          case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW ->
              Map.of(
                  "(owner)",
                  List.of(
                      "DELETE",
                      "INSERT",
                      "MAINTAIN",
                      "REFERENCES",
                      "SELECT",
                      "TRIGGER",
                      "TRUNCATE",
                      "UPDATE"));
          case SEQUENCE -> Map.of("(owner)", List.of("SELECT", "UPDATE", "USAGE"));
          case SCHEMA -> Map.of("(owner)", List.of("CREATE", "USAGE"));
          case FUNCTION, PROCEDURE, AGGREGATE ->
              Map.of("(owner)", List.of("EXECUTE"), "PUBLIC", List.of("EXECUTE"));
          case ENUM, DOMAIN, COMPOSITE_TYPE, RANGE_TYPE ->
              Map.of("(owner)", List.of("USAGE"), "PUBLIC", List.of("USAGE"));
          case SERVER, FOREIGN_DATA_WRAPPER -> Map.of("(owner)", List.of("USAGE"));
          default -> Map.of();
        };
    return new TreeMap<>(usual);
  }
}
