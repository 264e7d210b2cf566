package dev.sallyport.server.migration.lint.state;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.ColumnDefinition;
import dev.sallyport.policy.sql.definition.ConstraintDefinition;
import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.Expression;
import dev.sallyport.policy.sql.definition.TableCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement leaves behind in a {@link SchemaState}. */
final class Application {
  private final SchemaState state;

  Application(SchemaState state) {
    this.state = state;
  }

  void apply(Definition definition) {
    if (definition instanceof Definition.CreateTable create) {
      create(create);
    } else if (definition instanceof Definition.AlterTable alter) {
      TableState table = state.table(alter.table());
      alter.commands().forEach(command -> change(table, command.change()));
    } else if (definition instanceof Definition.CreateIndex index) {
      state
          .table(index.table())
          .put(
              new IndexState(
                  index.name().isEmpty() ? defaultName(index) : index.name(),
                  index.columns(),
                  index.unique(),
                  index.partial() || index.columns().isEmpty()));
    } else if (definition instanceof Definition.Drop drop) {
      drop(drop);
    } else if (definition instanceof Definition.Rename rename) {
      rename(rename);
    } else if (definition instanceof Definition.Block block) {
      block.statements().forEach(this::apply);
    } else if (definition instanceof Definition.Write write
        && (write.kind().equals("INSERT") || write.kind().equals("COPY"))) {
      state.table(write.table()).fill();
    } else {
      define(definition);
    }
  }

  private void define(Definition definition) {
    if (definition instanceof Definition.CreateDomain domain) {
      state.domain(domain.name(), domain.constrained());
    } else if (definition instanceof Definition.ConstrainDomain domain) {
      state.domain(domain.name(), true);
    } else if (definition instanceof Definition.CreateEnum type) {
      state.enumType(type.name());
    } else if (definition instanceof Definition.CreateRoutine routine) {
      state.function(routine.name(), !routine.volatility().equals("volatile"));
    } else if (definition instanceof Definition.Create create && create.kind().equals("view")) {
      state.view(create.name());
    } else if (definition instanceof Definition.Create create
        && create.kind().equals("materialized view")) {
      state
          .tables()
          .putIfAbsent(
              SchemaState.qualified(create.name()),
              TableState.made(
                  SchemaState.qualified(create.name()), state.file(), state.fileName(), true));
    }
  }

  private static String defaultName(Definition.CreateIndex index) {
    return index.table().name() + "_" + String.join("_", index.columns()) + "_idx";
  }

  private void create(Definition.CreateTable create) {
    ObjectName name = SchemaState.qualified(create.name());
    if (create.ifNotExists() && state.find(name).filter(TableState::isKnown).isPresent()) {
      return;
    }
    boolean complete = !create.fromQuery() && create.like().isEmpty();
    TableState table = TableState.made(name, state.file(), state.fileName(), complete);
    if (create.temporary()) {
      table.setTemporary();
    }
    if (create.partitioned()) {
      table.setPartitioned();
    }
    if (create.fromQuery()) {
      table.fill();
    }
    for (ObjectName like : create.like()) {
      state.find(like).ifPresent(source -> source.columns().forEach(table::put));
    }
    create.columns().forEach(column -> column(table, column));
    create.constraints().forEach(constraint -> constraint(table, constraint));
    state.tables().put(name, table);
  }

  private void column(TableState table, ColumnDefinition column) {
    table.put(column.name(), new ColumnState(column.type(), column.notNull(), state.file()));
    column.constraints().forEach(constraint -> constraint(table, constraint));
  }

  private void constraint(TableState table, ConstraintDefinition constraint) {
    @Nullable Expression check = constraint.check();
    List<String> columns =
        check == null || check.columns().isEmpty()
            ? constraint.columns()
            : List.copyOf(check.columns());
    String name = constraint.name();
    if (!constraint.usingIndex().isEmpty()) {
      String index = constraint.usingIndex();
      columns =
          table.indexes().stream()
              .filter(other -> other.name().equals(index))
              .findFirst()
              .map(IndexState::columns)
              .orElse(columns);
      table.dropIndex(index);
      name = name.isEmpty() ? index : name;
    }
    boolean key = constraint.kind() == Kind.PRIMARY_KEY || constraint.kind() == Kind.UNIQUE;
    String known = name.isEmpty() ? defaultName(table, constraint.kind(), columns) : name;
    @Nullable String notNull =
        constraint.kind() == Kind.NOT_NULL && !columns.isEmpty()
            ? columns.get(0)
            : check == null ? null : check.notNullColumn();
    table.put(
        new ConstraintState(
            known,
            constraint.kind(),
            columns,
            !constraint.notValid(),
            notNull,
            constraint.references()));
    if (key) {
      table.put(new IndexState(known, columns, true, false));
    }
    if (constraint.kind() == Kind.PRIMARY_KEY) {
      columns.forEach(
          column -> table.column(column).ifPresent(old -> table.put(column, old.with(true))));
    }
  }

  private static String defaultName(TableState table, Kind kind, List<String> columns) {
    String plain = table.name().name();
    return switch (kind) {
      case PRIMARY_KEY -> plain + "_pkey";
      case UNIQUE -> plain + "_" + String.join("_", columns) + "_key";
      case FOREIGN_KEY -> plain + "_" + String.join("_", columns) + "_fkey";
      case CHECK, EXCLUSION, NOT_NULL -> "";
    };
  }

  private void change(TableState table, TableCommand change) {
    if (change instanceof TableCommand.AddColumn add) {
      if (!add.ifNotExists() || table.column(add.column().name()).isEmpty()) {
        column(table, add.column());
      }
    } else if (change instanceof TableCommand.DropColumn drop) {
      table.dropColumn(drop.column());
    } else if (change instanceof TableCommand.ChangeType type) {
      table.put(type.column(), known(table, type.column()).with(type.type()));
    } else if (change instanceof TableCommand.SetNotNull set) {
      table.put(set.column(), known(table, set.column()).with(true));
    } else if (change instanceof TableCommand.DropNotNull drop) {
      table.put(drop.column(), known(table, drop.column()).with(false));
    } else if (change instanceof TableCommand.AddConstraint add) {
      constraint(table, add.constraint());
    } else if (change instanceof TableCommand.Validate validate) {
      table.put(
          table
              .constraint(validate.constraint())
              .map(ConstraintState::validated)
              .orElse(
                  new ConstraintState(validate.constraint(), null, List.of(), true, null, null)));
    } else if (change instanceof TableCommand.DropConstraint drop) {
      table.dropConstraint(drop.constraint());
    }
  }

  private static ColumnState known(TableState table, String column) {
    return table.column(column).orElse(new ColumnState(null, false, -1));
  }

  private void drop(Definition.Drop drop) {
    for (ObjectName name : drop.names()) {
      switch (drop.kind()) {
        case "table", "materialized view" -> state.tables().remove(SchemaState.qualified(name));
        case "index" -> state.tables().values().forEach(table -> table.dropIndex(name.name()));
        default -> {
          // No rule asks whether it is still there.
        }
      }
    }
  }

  private void rename(Definition.Rename rename) {
    if (rename.kind().equals("column")) {
      state.table(rename.object()).renameColumn(rename.part(), rename.newName());
    } else if (rename.kind().equals("table") && rename.part().isEmpty()) {
      ObjectName old = SchemaState.qualified(rename.object());
      int dot = rename.newName().indexOf('.');
      ObjectName renamed =
          dot < 0
              ? new ObjectName(old.schema(), rename.newName())
              : new ObjectName(rename.newName().substring(0, dot), old.name());
      TableState table = state.tables().remove(old);
      if (table != null) {
        state.tables().put(renamed, table.renamed(renamed));
      }
    }
  }
}
