package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Holds a script to its promise: no value of a column that both databases have is lost. A table
 * that stays goes only where the same script copied every such column of every row before, a column
 * only where PostgreSQL was made to compare it with what is computed instead. Reads the statements
 * as they will run, and takes nobody's word for what they do.
 */
public final class Survival {
  private static final String DROP_TABLE = "DROP TABLE ";
  private static final String DROP_COLUMN = " DROP COLUMN ";

  private final Schema from;
  private final Schema to;

  /** What the statements so far did, in SQL. */
  private final List<ScriptStatement> done = new ArrayList<>();

  /** Parts and heirs that are on their own by now, and tables that are gone. */
  private final Set<FactKey> away = new HashSet<>();

  private Survival(SchemaFacts from, SchemaFacts to) {
    this.from = new Schema(from);
    this.to = new Schema(to);
  }

  /** The statements that break the promise. */
  public static List<ScriptStatement> broken(
      List<ScriptStatement> script, SchemaFacts from, SchemaFacts to) {
    Survival survival = new Survival(from, to);
    List<ScriptStatement> broken = new ArrayList<>();
    for (ScriptStatement statement : script) {
      if (survival.breaks(statement)) {
        broken.add(statement);
      }
      survival.note(statement);
    }
    return broken;
  }

  private void note(ScriptStatement statement) {
    String sql = statement.sql();
    boolean leaves =
        sql.contains(" NO INHERIT ") && sql.startsWith("ALTER TABLE ")
            || sql.contains(" DETACH PARTITION ");
    if (leaves || sql.startsWith("DROP ") && statement.about().kind().hasColumns()) {
      away.add(statement.about());
    }
    done.add(statement);
  }

  private boolean breaks(ScriptStatement statement) {
    FactKey key = statement.about();
    String sql = statement.sql();
    if (key.kind() == FactKind.TABLE && sql.startsWith(DROP_TABLE)) {
      return from.find(key) != null
          && to.find(key) != null
          && !isSpared(key, sql.substring(DROP_TABLE.length()));
    }
    int drop = sql.indexOf(DROP_COLUMN);
    if (drop < 0 || key.kind() != FactKind.TABLE && key.kind() != FactKind.COLUMN) {
      return false;
    }
    boolean ofTable = key.kind() == FactKind.TABLE;
    String name = Sql.parts(sql.substring(drop + DROP_COLUMN.length())).get(0);
    FactKey table = FactKey.of(FactKind.TABLE, key.schema(), ofTable ? key.name() : key.of());
    return loses(table, name, sql.startsWith("ALTER TABLE ONLY "), table);
  }

  /** Whether a table that goes holds no row that is not in another one by now. */
  private boolean isSpared(FactKey table, String dropped) {
    Fact was = Objects.requireNonNull(from.find(table));
    boolean partitioned = was.text("partitionedBy") != null;
    List<FactKey> with = new ArrayList<>(from.children(table));
    with.removeAll(away);
    if (with.stream().anyMatch(this::staysSomewhere)) {
      return false;
    }
    return partitioned && with.isEmpty()
        || done.stream().anyMatch(statement -> copies(statement, was, dropped));
  }

  private boolean staysSomewhere(FactKey part) {
    return to.find(part) != null
        || from.children(part).stream()
            .filter(child -> !away.contains(child))
            .anyMatch(this::staysSomewhere);
  }

  private boolean copies(ScriptStatement statement, Fact was, String source) {
    String into = "INSERT INTO " + Sql.qualified(was.key()) + " ";
    String all = was.text("partitionedBy") == null ? " FROM ONLY " : " FROM ";
    String sql = statement.sql();
    int select = sql.indexOf(" SELECT");
    if (!sql.startsWith(into)
        || !sql.endsWith(all + source)
        || source.equals(Sql.qualified(was.key()))
        || select < 0) {
      return false;
    }
    String targets = sql.substring(into.length() - 1, select);
    String values = sql.substring(select, sql.length() - all.length() - source.length());
    for (Fact column : from.columns(was.key())) {
      Fact is = to.find(column.key());
      String name = Sql.name(column.key().name());
      boolean copied = names(targets, name) && names(values, name);
      if (is != null && !copied && !isComputed(column, is, source)) {
        return false;
      }
    }
    return true;
  }

  private boolean isComputed(Fact was, Fact is, String source) {
    return is.text("generated") != null
        && (was.text("generated") != null || isCompared(is, source));
  }

  private static boolean names(String list, String name) {
    return Unalterable.names(list, name);
  }

  private boolean isCompared(Fact column, String table) {
    return done.stream().anyMatch(s -> s.sql().equals(Computed.guard(table, column).get(0)));
  }

  /** Whether dropping a column takes values that should stay, here or in heirs and parts. */
  private boolean loses(FactKey table, String name, boolean only, FactKey top) {
    FactKey key = FactKey.part(FactKind.COLUMN, table.schema(), table.name(), name);
    Fact was = from.find(key);
    Fact is = to.find(key);
    if (was != null && is != null) {
      boolean computed = was.text("generated") != null && is.text("generated") != null;
      boolean compared = Computed.becomes(was, is) && isCompared(is, Sql.qualified(top));
      if (!computed && !compared) {
        return true;
      }
    }
    return !only
        && from.children(table).stream()
            .filter(child -> !away.contains(child))
            .anyMatch(child -> isInherited(child, name) && loses(child, name, false, top));
  }

  private boolean isInherited(FactKey table, String name) {
    Fact column = from.find(FactKey.part(FactKind.COLUMN, table.schema(), table.name(), name));
    return column != null && column.is("inherited") && !column.is("alsoLocal");
  }
}
