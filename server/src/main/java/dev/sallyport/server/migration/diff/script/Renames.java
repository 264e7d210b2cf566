package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what somebody says was renamed, against the two databases. */
public final class Renames {
  private static final String FORM =
      "write it as `schema.table=schema.table` or `schema.table.column=schema.table.column`";

  private final SchemaFacts before;
  private final SchemaFacts after;
  private final List<Rename> known = new ArrayList<>();

  private Renames(SchemaFacts before, SchemaFacts after) {
    this.before = before;
    this.after = after;
  }

  /**
   * The renames, those of tables first.
   *
   * @param texts each as {@code old=new}
   * @throws SallyportException where one is not of two such databases
   */
  public static List<Rename> read(List<String> texts, SchemaFacts before, SchemaFacts after) {
    Renames renames = new Renames(before, after);
    List<List<List<String>>> pairs = texts.stream().map(Renames::pair).toList();
    for (List<List<String>> pair : pairs) {
      Fact table = renames.relation(before, pair.get(0));
      if (table != null) {
        renames.add(table, renames.target(pair), pair);
      }
    }
    for (List<List<String>> pair : pairs) {
      if (renames.relation(before, pair.get(0)) == null) {
        Fact column = renames.column(before, pair.get(0));
        if (column == null) {
          throw refused(pair.get(0), "is no table or column of the first database");
        }
        renames.add(column, renames.columnTarget(column, pair.get(1)), pair);
      }
    }
    return List.copyOf(renames.known);
  }

  private static List<List<String>> pair(String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (c == '=' && !quoted) {
        List<String> from = Sql.parts(text.substring(0, i).strip());
        List<String> to = Sql.parts(text.substring(i + 1).strip());
        if (from.size() <= 3 && to.size() <= 3 && !from.contains("") && !to.contains("")) {
          return List.of(from, to);
        }
      }
    }
    throw SallyportException.usage("`" + text + "` names no rename", FORM);
  }

  private void add(Fact from, @Nullable Fact to, List<List<String>> pair) {
    if (to == null) {
      throw refused(pair.get(1), "is not in the second database, or is of another kind");
    }
    if (after.find(from.key()) != null) {
      throw refused(pair.get(0), "is in the second database too");
    }
    if (before.find(to.key()) != null) {
      throw refused(pair.get(1), "is in the first database already");
    }
    boolean twice =
        known.stream().anyMatch(one -> one.from().equals(from.key()) || one.to().equals(to.key()));
    if (twice) {
      throw refused(pair.get(1), "is renamed twice");
    }
    known.add(new Rename(from.key(), to.key()));
  }

  private static SallyportException refused(List<String> name, String why) {
    return SallyportException.usage("`" + String.join(".", name) + "` " + why, FORM);
  }

  private @Nullable Fact target(List<List<String>> pair) {
    Fact from = relation(before, pair.get(0));
    List<String> name = pair.get(1);
    if (name.size() == 1 && from != null) {
      name = List.of(from.key().schema(), name.get(0));
    }
    Fact to = relation(after, name);
    return to == null || from == null || to.kind() != from.kind() ? null : to;
  }

  /** The table of a name, with its schema or where there is but one. */
  private @Nullable Fact relation(SchemaFacts facts, List<String> name) {
    Fact found = null;
    for (Fact fact : facts.all()) {
      FactKey key = fact.key();
      boolean named =
          name.size() == 1 && key.name().equals(name.get(0))
              || name.size() == 2
                  && key.schema().equals(name.get(0))
                  && key.name().equals(name.get(1));
      if (named && fact.kind() != FactKind.COLUMN && Rename.isPossible(fact)) {
        if (found != null) {
          throw refused(name, "is in several schemas");
        }
        found = fact;
      }
    }
    return found;
  }

  private @Nullable Fact column(SchemaFacts facts, List<String> name) {
    if (name.size() < 2) {
      return null;
    }
    Fact table = relation(facts, name.subList(0, name.size() - 1));
    return table == null ? null : column(facts, table.key(), name.get(name.size() - 1));
  }

  private static @Nullable Fact column(SchemaFacts facts, FactKey table, String name) {
    return facts.find(FactKey.part(FactKind.COLUMN, table.schema(), table.name(), name));
  }

  /** The column's table may be renamed as well. */
  private @Nullable Fact columnTarget(Fact column, List<String> name) {
    FactKey table = renamed(column.key().schema(), column.key().of());
    if (name.size() == 1) {
      return column(after, table, name.get(0));
    }
    Fact to = column(after, name);
    boolean same =
        to != null
            && to.key().schema().equals(table.schema())
            && to.key().of().equals(table.name());
    return same ? to : null;
  }

  private FactKey renamed(String schema, String name) {
    return known.stream()
        .filter(one -> one.from().schema().equals(schema) && one.from().name().equals(name))
        .map(Rename::to)
        .findFirst()
        .orElse(FactKey.of(FactKind.TABLE, schema, name));
  }

  /** The statements for the renames themselves. */
  public static List<ScriptStatement> statements(List<Rename> renames) {
    List<ScriptStatement> sql = new ArrayList<>();
    for (Rename rename : renames) {
      FactKey from = rename.from();
      FactKey to = rename.to();
      if (from.kind() == FactKind.COLUMN) {
        sql.add(
            ScriptStatement.of(
                to,
                "ALTER TABLE "
                    + Sql.owner(to)
                    + " RENAME COLUMN "
                    + Sql.name(from.name())
                    + " TO "
                    + Sql.name(to.name())));
        continue;
      }
      if (!from.name().equals(to.name())) {
        sql.add(
            ScriptStatement.of(
                to, "ALTER TABLE " + Sql.qualified(from) + " RENAME TO " + Sql.name(to.name())));
      }
      if (!from.schema().equals(to.schema())) {
        sql.add(
            ScriptStatement.of(
                to,
                "ALTER TABLE "
                    + Sql.qualified(from.schema(), to.name())
                    + " SET SCHEMA "
                    + Sql.name(to.schema())));
      }
    }
    return sql;
  }
}
