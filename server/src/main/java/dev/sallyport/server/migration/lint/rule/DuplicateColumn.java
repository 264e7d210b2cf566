package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.ColumnDefinition;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.server.migration.lint.state.TableState;
import java.util.HashSet;
import java.util.Set;

/** A column that the table has already. */
final class DuplicateColumn extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.error(
          "duplicate-column",
          "a column that is there already",
          "CREATE TABLE names a column twice, or ADD COLUMN adds one that these files have made",
          "PostgreSQL refuses it (42701), and the migration stops there",
          "name every column once; ADD COLUMN IF NOT EXISTS where the file may run twice",
          Example.of(
                  "CREATE TABLE users (id bigint PRIMARY KEY, email text);",
                  "ALTER TABLE users ADD COLUMN email text;",
                  """
                  SET LOCAL lock_timeout = '2s';
                  ALTER TABLE users ADD COLUMN IF NOT EXISTS email text;\
                  """)
              .failing("42701"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.inBlock()) {
      return;
    }
    if (visit.definition() instanceof Definition.CreateTable create) {
      Set<String> names = new HashSet<>();
      for (ColumnDefinition column : create.columns()) {
        if (!names.add(column.name())) {
          visit.report(
              Problem.of(
                  this,
                  column.span(),
                  "`" + Sql.name(create.name()) + "` has a column `" + column.name() + "` already",
                  "name every column once"));
        }
      }
    } else if (visit.definition() instanceof Definition.AlterTable alter) {
      TableState table = visit.table(alter.table());
      for (Definition.Command command : alter.commands()) {
        if (command.change() instanceof TableCommand.AddColumn add && isThere(table, add)) {
          visit.report(
              Problem.of(
                      this,
                      command.span(),
                      "`"
                          + Sql.name(alter.table())
                          + "` has a column `"
                          + add.column().name()
                          + "` already",
                      "leave it out, or write IF NOT EXISTS")
                  .because(
                      "these files have made the column before",
                      "nothing, if one of them had dropped it"));
        }
      }
    }
  }

  private static boolean isThere(TableState table, TableCommand.AddColumn add) {
    return !add.ifNotExists()
        && table.column(add.column().name()).filter(column -> column.madeIn() >= 0).isPresent();
  }
}
