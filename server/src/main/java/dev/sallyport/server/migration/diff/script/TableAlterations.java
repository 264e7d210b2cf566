package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The statements that make one table like another of the same name, but for its parts. */
final class TableAlterations {
  private TableAlterations() {}

  static List<String> of(Fact before, Fact after) {
    List<String> sql = new ArrayList<>();
    String name = Sql.qualified(after.key());
    String alter = "ALTER TABLE ONLY " + name;
    if (before.is("unlogged") != after.is("unlogged")) {
      sql.add("ALTER TABLE " + name + (after.is("unlogged") ? " SET UNLOGGED" : " SET LOGGED"));
    }
    storage(before, after, sql);
    toggle(before, after, "rowSecurity", alter, " ENABLE", " DISABLE", sql);
    toggle(before, after, "forceRowSecurity", alter, " FORCE", " NO FORCE", sql);
    if (after.kind() == FactKind.FOREIGN_TABLE) {
      foreignOptions(before, after, "ALTER FOREIGN TABLE " + name, sql);
    }
    return sql;
  }

  private static void toggle(
      Fact before,
      Fact after,
      String property,
      String alter,
      String on,
      String off,
      List<String> sql) {
    if (before.is(property) != after.is(property)) {
      sql.add(alter + (after.is(property) ? on : off) + " ROW LEVEL SECURITY");
    }
  }

  /** Access method, tablespace, storage parameters: of tables and materialized views. */
  static void storage(Fact before, Fact after, List<String> sql) {
    boolean view = after.kind() == FactKind.MATERIALIZED_VIEW;
    String alter =
        (view ? "ALTER MATERIALIZED VIEW " : "ALTER TABLE ") + Sql.qualified(after.key());
    if (!Objects.equals(before.text("accessMethod"), after.text("accessMethod"))) {
      String method = after.text("accessMethod");
      sql.add(alter + " SET ACCESS METHOD " + (method == null ? "heap" : Sql.name(method)));
    }
    if (!Objects.equals(before.text("tablespace"), after.text("tablespace"))) {
      String space = after.text("tablespace");
      sql.add(alter + " SET TABLESPACE " + (space == null ? "pg_default" : Sql.name(space)));
    }
    parameters(before.texts("options"), after.texts("options"), alter, sql);
    parameters(before.texts("toastOptions"), after.texts("toastOptions"), alter, sql);
  }

  /** SET and RESET of storage parameters or attribute options; they end in their order. */
  static void parameters(List<String> was, List<String> is, String alter, List<String> sql) {
    if (Set.copyOf(was).equals(Set.copyOf(is))) {
      return;
    }
    List<String> names = new ArrayList<>(Sql.optionNames(was));
    List<String> wanted = Sql.optionNames(is);
    names.retainAll(wanted);
    wanted.stream().filter(name -> !names.contains(name)).forEach(names::add);
    boolean inOrder = names.equals(wanted);
    List<String> reset = new ArrayList<>(Sql.optionNames(was));
    List<String> set = new ArrayList<>(is);
    if (inOrder) {
      reset.removeAll(wanted);
      set.removeAll(was);
    }
    if (!reset.isEmpty()) {
      sql.add(alter + " RESET (" + String.join(", ", reset) + ")");
    }
    if (!set.isEmpty()) {
      sql.add(alter + " SET (" + Sql.parameters(set) + ")");
    }
  }

  /** The options of a foreign object, of which each is added, set or dropped. */
  static void foreignOptions(Fact before, Fact after, String alter, List<String> sql) {
    String changes = foreignOptions(before, after);
    if (!changes.isEmpty()) {
      sql.add(alter + " OPTIONS (" + changes + ")");
    }
  }

  static String foreignOptions(Fact before, Fact after) {
    Map<String, String> was = options(before);
    Map<String, String> is = options(after);
    List<String> changes = new ArrayList<>();
    was.keySet().stream()
        .filter(option -> !is.containsKey(option))
        .forEach(option -> changes.add("DROP " + Sql.name(option)));
    is.forEach(
        (option, value) -> {
          if (!value.equals(was.get(option))) {
            String how = was.containsKey(option) ? "SET " : "ADD ";
            changes.add(how + Sql.name(option) + " " + Sql.literal(value));
          }
        });
    return String.join(", ", changes);
  }

  private static Map<String, String> options(Fact fact) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : fact.texts("foreignOptions")) {
      int equals = option.indexOf('=');
      options.put(option.substring(0, equals), option.substring(equals + 1));
    }
    return options;
  }
}
