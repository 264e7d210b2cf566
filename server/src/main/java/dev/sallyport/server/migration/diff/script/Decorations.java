package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What every kind of object has: an owner, a comment, privileges. */
final class Decorations {
  private static final String GRANT_OPTION = " WITH GRANT OPTION";
  private static final String BY = " BY ";
  private static final String OWNER = "(owner)";

  private Decorations() {}

  /**
   * The statements from one object's decorations to another's.
   *
   * @param before null for an object that was just made
   */
  static List<String> between(@Nullable Fact before, Fact after) {
    return between(before, after, after.textOf("owner"));
  }

  /**
   * The statements from one object's decorations to another's.
   *
   * @param whose the owner of what the object is a part of; empty for who runs the script
   */
  static List<String> between(@Nullable Fact before, Fact after, String whose) {
    List<String> sql = new ArrayList<>();
    String owner = after.text("owner");
    if (owner != null && (before == null || !owner.equals(before.text("owner")))) {
      sql.add("ALTER " + ObjectTerms.owned(after) + " OWNER TO " + Sql.name(owner));
    }
    String was = before == null ? null : before.text("comment");
    String is = after.text("comment");
    if (!Objects.equals(was, is)) {
      sql.add(
          "COMMENT ON " + ObjectTerms.of(after) + " IS " + (is == null ? "NULL" : Sql.literal(is)));
    }
    privileges(before, after, whose, sql);
    return sql;
  }

  private static void privileges(
      @Nullable Fact before, Fact after, String owner, List<String> sql) {
    if (!has(before) && !has(after)) {
      return;
    }
    SortedMap<String, Object> was = granted(before, after);
    SortedMap<String, Object> is = granted(after, after);
    Set<String> others = new TreeSet<>();
    boolean several = false;
    for (String privilege : all(was, is)) {
      others.add(grantor(privilege));
      several |= privilege.contains(GRANT_OPTION) || !grantor(privilege).isEmpty();
    }
    others.remove("");
    // What others gave is taken first and given last.
    others.forEach(by -> as(by, revokes(after, owner, was, is, by), sql));
    List<String> own = revokes(after, owner, was, is, "");
    own.addAll(grants(after, owner, was, is, ""));
    as(several && !owner.isEmpty() ? Sql.name(owner) : "", own, sql);
    others.forEach(by -> as(by, grants(after, owner, was, is, by), sql));
  }

  private static List<String> all(SortedMap<String, Object> was, SortedMap<String, Object> is) {
    List<String> all = new ArrayList<>();
    was.values().forEach(what -> all.addAll(list(what)));
    is.values().forEach(what -> all.addAll(list(what)));
    return all;
  }

  /** Where several could have given a privilege, PostgreSQL notes down who asks. */
  private static void as(String role, List<String> statements, List<String> sql) {
    if (role.isEmpty() || statements.isEmpty()) {
      sql.addAll(statements);
      return;
    }
    sql.add("SET ROLE " + role);
    sql.addAll(statements);
    sql.add("RESET ROLE");
  }

  /** Who gave a privilege, as SQL names the role; empty for the owner. */
  private static String grantor(String privilege) {
    int by = privilege.indexOf(BY);
    return by < 0 ? "" : privilege.substring(by + BY.length());
  }

  private static boolean has(@Nullable Fact fact) {
    return fact != null && fact.properties().containsKey("privileges");
  }

  /** Who may do what with an object that is made with nothing but what is usual. */
  static SortedMap<String, Object> wanted(Fact fact) {
    return granted(fact, fact);
  }

  /** Whether a role, as SQL names it, may use an object. */
  static boolean mayUse(Fact fact, String role) {
    return list(granted(fact, fact).get(role)).stream().anyMatch(one -> one.startsWith("USAGE"));
  }

  /** Whether a table's owner may read it: who owns something can still give the right away. */
  static boolean mayRead(Fact table) {
    return list(granted(table, table).get(OWNER)).stream().anyMatch(o -> o.startsWith("SELECT"));
  }

  private static SortedMap<String, Object> granted(@Nullable Fact fact, Fact like) {
    SortedMap<String, Object> granted = usual(like);
    if (fact != null) {
      granted.putAll(fact.map("privileges"));
    }
    return granted;
  }

  private static List<String> revokes(
      Fact fact,
      String owner,
      SortedMap<String, Object> was,
      SortedMap<String, Object> is,
      String by) {
    List<String> sql = new ArrayList<>();
    was.forEach(
        (who, what) -> {
          List<String> gone = minus(what, is.get(who), by);
          if (!gone.isEmpty()) {
            sql.add(
                "REVOKE "
                    + listed(fact, gone.stream().map(Decorations::bare).toList())
                    + " ON "
                    + ObjectTerms.granted(fact)
                    + " FROM "
                    + role(who, owner));
          }
        });
    return sql;
  }

  private static List<String> grants(
      Fact fact,
      String owner,
      SortedMap<String, Object> was,
      SortedMap<String, Object> is,
      String by) {
    List<String> sql = new ArrayList<>();
    is.forEach(
        (who, what) -> {
          List<String> come = minus(what, was.get(who), by);
          if (!come.isEmpty()) {
            grants(fact, come, who, owner, sql);
          }
        });
    return sql;
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
    int by = privilege.indexOf(BY);
    String words = by < 0 ? privilege : privilege.substring(0, by);
    return words.replace(GRANT_OPTION, "");
  }

  private static String role(String who, String owner) {
    if (!who.equals(OWNER)) {
      return who;
    }
    return owner.isEmpty() ? "CURRENT_USER" : Sql.name(owner);
  }

  private static List<String> minus(@Nullable Object all, @Nullable Object without, String by) {
    List<String> left = new ArrayList<>(list(all));
    left.removeAll(list(without));
    left.removeIf(privilege -> !grantor(privilege).equals(by));
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
                  OWNER,
                  List.of(
                      "DELETE",
                      "INSERT",
                      "MAINTAIN",
                      "REFERENCES",
                      "SELECT",
                      "TRIGGER",
                      "TRUNCATE",
                      "UPDATE"));
          case SEQUENCE -> Map.of(OWNER, List.of("SELECT", "UPDATE", "USAGE"));
          case SCHEMA -> Map.of(OWNER, List.of("CREATE", "USAGE"));
          case FUNCTION, PROCEDURE, AGGREGATE ->
              Map.of(OWNER, List.of("EXECUTE"), "PUBLIC", List.of("EXECUTE"));
          case ENUM, DOMAIN, COMPOSITE_TYPE, RANGE_TYPE, BASE_TYPE, LANGUAGE ->
              Map.of(OWNER, List.of("USAGE"), "PUBLIC", List.of("USAGE"));
          case SERVER, FOREIGN_DATA_WRAPPER -> Map.of(OWNER, List.of("USAGE"));
          default -> Map.of();
        };
    return new TreeMap<>(usual);
  }
}
