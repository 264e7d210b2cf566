package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names that follow a renamed table or column: of its keys, indexes and sequences, which stay the
 * same but for their names. A sequence made anew would count from one again.
 */
public final class FollowingNames {
  private final Schema now;
  private final Schema goal;
  private final Set<String> gone = new LinkedHashSet<>();
  private final List<ScriptStatement> statements = new ArrayList<>();

  private FollowingNames(SchemaFacts now, SchemaFacts goal) {
    this.now = new Schema(now);
    this.goal = new Schema(goal);
  }

  /**
   * The statements for them.
   *
   * @param now the first database with the renames done
   */
  public static List<ScriptStatement> of(List<Rename> renames, SchemaFacts now, SchemaFacts goal) {
    FollowingNames names = new FollowingNames(now, goal);
    Set<FactKey> tables = new LinkedHashSet<>();
    for (Rename rename : renames) {
      FactKey to = rename.to();
      String table = to.kind() == FactKind.COLUMN ? to.of() : to.name();
      FactKey relation = names.now.relation(to.schema(), table);
      if (relation != null) {
        tables.add(relation);
      }
    }
    tables.forEach(names::follow);
    return names.statements;
  }

  private void follow(FactKey table) {
    String owned = Sql.qualified(table) + ".";
    pair(
        sequences(now, owned),
        sequences(goal, owned),
        (was, is) -> "ALTER SEQUENCE " + Sql.qualified(was) + " RENAME TO " + Sql.name(is.name()));
    pair(
        now.parts(FactKind.CONSTRAINT, table),
        goal.parts(FactKind.CONSTRAINT, table),
        (was, is) ->
            "ALTER TABLE "
                + Sql.owner(was)
                + " RENAME CONSTRAINT "
                + Sql.name(was.name())
                + " TO "
                + Sql.name(is.name()));
    keys(table);
    pair(
        indexes(now, table),
        indexes(goal, table),
        (was, is) -> "ALTER INDEX " + Sql.qualified(was) + " RENAME TO " + Sql.name(is.name()));
  }

  /** A unique constraint may be what the other side calls a unique index. */
  private void keys(FactKey table) {
    for (Fact was : now.indexes(table)) {
      if (was.text("constraint") == null || goal.find(was.key()) != null) {
        continue;
      }
      indexes(goal, table).stream()
          .filter(is -> now.find(is.key()) == null && definition(was).equals(definition(is)))
          .filter(is -> gone.add(is.key().words()))
          .findFirst()
          .ifPresent(
              is ->
                  statements.add(
                      ScriptStatement.of(
                          is.key(),
                          "ALTER TABLE "
                              + Sql.qualified(table)
                              + " RENAME CONSTRAINT "
                              + Sql.name(was.textOf("constraint"))
                              + " TO "
                              + Sql.name(is.key().name()))));
    }
  }

  private static List<Fact> sequences(Schema schema, String owned) {
    return schema.facts().of(FactKind.SEQUENCE).stream()
        .filter(sequence -> sequence.textOf("ownedBy").startsWith(owned))
        .toList();
  }

  private static List<Fact> indexes(Schema schema, FactKey table) {
    return schema.indexes(table).stream()
        .filter(index -> index.text("constraint") == null && index.text("parent") == null)
        .toList();
  }

  /** One name becomes another in SQL. */
  private interface Naming {
    String sql(FactKey was, FactKey is);
  }

  private void pair(List<Fact> some, List<Fact> others, Naming naming) {
    for (Fact was : some) {
      if (goal.find(was.key()) != null) {
        continue;
      }
      others.stream()
          .filter(is -> now.find(is.key()) == null && same(was, is))
          .filter(is -> is.key().schema().equals(was.key().schema()))
          .filter(is -> gone.add(is.key().words()))
          .findFirst()
          .ifPresent(
              is -> statements.add(ScriptStatement.of(is.key(), naming.sql(was.key(), is.key()))));
    }
  }

  private static boolean same(Fact was, Fact is) {
    if (was.kind() == FactKind.SEQUENCE) {
      return was.textOf("ownedBy").equals(is.textOf("ownedBy"));
    }
    return heart(was).equals(heart(is));
  }

  /** What it is, apart from its name and what can be put on it later. */
  private static TreeMap<String, Object> heart(Fact fact) {
    TreeMap<String, Object> heart = new TreeMap<>(fact.properties());
    heart.remove("comment");
    heart.put("definition", definition(fact));
    return heart;
  }

  private static String definition(Fact fact) {
    return fact.textOf("definition").replace(" " + Sql.name(fact.key().name()) + " ON ", " ON ");
  }
}
