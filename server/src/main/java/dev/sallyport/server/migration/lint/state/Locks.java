package dev.sallyport.server.migration.lint.state;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which locks on tables that others use a statement takes, and keeps until its transaction ends.
 */
public final class Locks {
  private static final Set<String> RELATIONS =
      Set.of("table", "index", "materialized view", "view");

  private final SchemaState state;
  private final int statement;
  private final List<HeldLock> found = new ArrayList<>();

  private Locks(SchemaState state, int statement) {
    this.state = state;
    this.statement = statement;
  }

  /** The locks of a statement, of which only those that keep out writers are named. */
  public static List<HeldLock> of(Definition definition, SchemaState state, int statement) {
    Locks locks = new Locks(state, statement);
    locks.look(definition);
    return locks.found;
  }

  private void look(Definition definition) {
    if (definition instanceof Definition.AlterTable alter) {
      alter(alter);
    } else if (definition instanceof Definition.CreateTable create) {
      if (create.partitionOf() != null) {
        add(create.partitionOf(), true, "CREATE TABLE ... PARTITION OF");
      }
      create.constraints().stream()
          .filter(c -> c.references() != null)
          .forEach(c -> references(c.references()));
      create.columns().stream()
          .flatMap(column -> column.constraints().stream())
          .filter(c -> c.references() != null)
          .forEach(c -> references(c.references()));
    } else if (definition instanceof Definition.CreateIndex index) {
      if (!index.concurrently()) {
        add(index.table(), false, "CREATE INDEX");
      }
    } else if (definition instanceof Definition.Drop drop) {
      drop(drop);
    } else if (definition instanceof Definition.Rename rename) {
      if (Set.of("table", "column", "table constraint").contains(rename.kind())) {
        add(rename.object(), true, "RENAME");
      }
    } else {
      others(definition);
    }
  }

  private void others(Definition definition) {
    if (definition instanceof Definition.Truncate truncate) {
      truncate.tables().forEach(table -> add(table, true, "TRUNCATE"));
    } else if (definition instanceof Definition.Create create && create.on() != null) {
      add(
          create.on(),
          !create.kind().equals("trigger"),
          "CREATE " + create.kind().toUpperCase(Locale.ROOT));
    } else if (definition instanceof Definition.Lock lock && lock.exclusive()) {
      lock.tables().forEach(table -> add(table, true, "LOCK TABLE"));
    } else if (definition instanceof Definition.Refresh refresh && !refresh.concurrently()) {
      add(refresh.view(), true, "REFRESH MATERIALIZED VIEW");
    } else if (definition instanceof Definition.Reindex reindex
        && reindex.kind().equals("table")
        && !reindex.concurrently()) {
      add(reindex.name(), false, "REINDEX");
    } else if (definition instanceof Definition.Maintain maintain && maintain.rewrites()) {
      maintain.tables().forEach(table -> add(table, true, maintain.verb()));
    } else if (definition instanceof Definition.Block block) {
      block.statements().forEach(this::look);
    }
  }

  private void references(@Nullable ObjectName table) {
    if (table != null) {
      add(table, false, "REFERENCES");
    }
  }

  private void drop(Definition.Drop drop) {
    if (!RELATIONS.contains(drop.kind()) || drop.concurrently()) {
      return;
    }
    for (ObjectName name : drop.names()) {
      if (drop.kind().equals("index")) {
        state
            .tableOfIndex(name)
            .ifPresentOrElse(
                table -> add(table.name(), true, "DROP INDEX"),
                () -> found.add(new HeldLock(name.toString(), true, "DROP INDEX", statement)));
      } else if (drop.kind().equals("table")) {
        add(name, true, "DROP TABLE");
      }
    }
  }

  private void alter(Definition.AlterTable alter) {
    if (!alter.kind().equals("table")) {
      return;
    }
    for (Definition.Command command : alter.commands()) {
      TableCommand change = command.change();
      if (change instanceof TableCommand.AddConstraint add
          && add.constraint().kind() == Kind.FOREIGN_KEY) {
        add(alter.table(), false, "ADD FOREIGN KEY");
        references(add.constraint().references());
      } else if (change instanceof TableCommand.Attach attach) {
        add(attach.partition(), true, "ATTACH PARTITION");
      } else if (change instanceof TableCommand.Disable disable && disable.trigger()
          || change instanceof TableCommand.Another another
              && another.words().startsWith("ENABLE TRIG")) {
        add(alter.table(), false, "ALTER TABLE");
      } else if (!isLight(change)) {
        add(alter.table(), true, "ALTER TABLE");
      }
      if (change instanceof TableCommand.AddColumn column) {
        column.column().constraints().forEach(c -> references(c.references()));
      }
    }
  }

  private static boolean isLight(TableCommand change) {
    return change instanceof TableCommand.Validate
        || change instanceof TableCommand.Another another && another.light()
        || change instanceof TableCommand.Detach detach && detach.concurrently();
  }

  private void add(ObjectName name, boolean readersToo, String words) {
    TableState table = state.table(name);
    if (!state.isNew(table)) {
      found.add(new HeldLock(name.toString(), readersToo, words, statement));
    }
  }
}
