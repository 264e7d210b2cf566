package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is granted on objects made later, in SQL. */
final class DefaultPrivileges {
  private static final String GRANT_OPTION = " WITH GRANT OPTION";

  private DefaultPrivileges() {}

  static List<String> between(@Nullable Fact before, @Nullable Fact after, FactKey key) {
    SortedMap<String, Object> was = granted(before, after);
    SortedMap<String, Object> is = granted(after, before);
    List<String> sql = new ArrayList<>();
    TreeSet<String> everyone = new TreeSet<>(was.keySet());
    everyone.addAll(is.keySet());
    for (String who : everyone) {
      List<String> gone = minus(was.get(who), is.get(who));
      if (!gone.isEmpty()) {
        sql.add(statement(key, "REVOKE ", gone, " FROM ", who, ""));
      }
      List<String> come = minus(is.get(who), was.get(who));
      List<String> plain = come.stream().filter(one -> !one.endsWith(GRANT_OPTION)).toList();
      List<String> further = come.stream().filter(one -> one.endsWith(GRANT_OPTION)).toList();
      if (!plain.isEmpty()) {
        sql.add(statement(key, "GRANT ", plain, " TO ", who, ""));
      }
      if (!further.isEmpty()) {
        sql.add(statement(key, "GRANT ", further, " TO ", who, GRANT_OPTION));
      }
    }
    return sql;
  }

  /**
   * What an object just made has or lacks because of the defaults of whoever makes it, put right:
   * without effect where it is made by somebody else.
   */
  static Set<String> putRight(Schema before, Fact made) {
    Set<String> sql = new LinkedHashSet<>();
    for (Fact defaults : before.facts().of(FactKind.DEFAULT_PRIVILEGES)) {
      String schema = defaults.key().schema();
      boolean about =
          defaults.key().signature().equals(objects(made.kind()))
              && (schema.isEmpty() || schema.equals(made.key().schema()));
      if (about) {
        putRight(defaults, made, sql);
      }
    }
    return sql;
  }

  /**
   * What an extension brings is made with what is usual: the defaults are put aside, and back.
   *
   * @param back whether they are put back
   */
  static List<String> aside(Schema before, Fact extension, boolean back) {
    List<String> sql = new ArrayList<>();
    if (extension.kind() == FactKind.EXTENSION) {
      for (Fact defaults : before.facts().of(FactKind.DEFAULT_PRIVILEGES)) {
        sql.addAll(between(back ? null : defaults, back ? defaults : null, defaults.key()));
      }
    }
    return sql;
  }

  private static void putRight(Fact defaults, Fact made, Set<String> sql) {
    SortedMap<String, Object> wanted = Decorations.wanted(made);
    SortedMap<String, Object> usual = defaults.map("usual");
    String on = " ON " + ObjectTerms.granted(made);
    defaults
        .map("grants")
        .forEach(
            (who, what) -> {
              List<String> more = bare(what);
              more.removeAll(bare(usual.get(who)));
              more.removeAll(bare(wanted.get(who)));
              boolean owner = who.equals("(owner)") || who.equals(Sql.name(made.textOf("owner")));
              if (!more.isEmpty() && !owner) {
                sql.add("REVOKE " + String.join(", ", more) + on + " FROM " + who);
              }
            });
    List<String> less = bare(usual.get("PUBLIC"));
    less.removeAll(bare(defaults.map("grants").get("PUBLIC")));
    less.retainAll(bare(wanted.get("PUBLIC")));
    if (!less.isEmpty()) {
      sql.add("GRANT " + String.join(", ", less) + on + " TO PUBLIC");
    }
  }

  private static List<String> bare(@Nullable Object privileges) {
    List<String> bare = new ArrayList<>();
    list(privileges).forEach(one -> bare.add(one.replace(GRANT_OPTION, "")));
    return bare;
  }

  private static String objects(FactKind kind) {
    return switch (kind) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> "TABLES";
      case SEQUENCE -> "SEQUENCES";
      case FUNCTION, PROCEDURE, AGGREGATE -> "FUNCTIONS";
      case ENUM, DOMAIN, COMPOSITE_TYPE, RANGE_TYPE -> "TYPES";
      case SCHEMA -> "SCHEMAS";
      default -> "";
    };
  }

  /** Where nothing is said, what is usual holds; inside of a schema nothing is usual. */
  private static SortedMap<String, Object> granted(@Nullable Fact fact, @Nullable Fact other) {
    if (fact != null) {
      return fact.map("grants");
    }
    return other == null ? new java.util.TreeMap<>() : other.map("usual");
  }

  private static String statement(
      FactKey key, String verb, List<String> privileges, String to, String who, String option) {
    String role = Sql.name(key.name());
    return "ALTER DEFAULT PRIVILEGES FOR ROLE "
        + role
        + (key.schema().isEmpty() ? "" : " IN SCHEMA " + Sql.name(key.schema()))
        + " "
        + verb
        + String.join(", ", privileges.stream().map(p -> p.replace(GRANT_OPTION, "")).toList())
        + " ON "
        + key.signature()
        + to
        + (who.equals("(owner)") ? role : who)
        + option;
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
}
