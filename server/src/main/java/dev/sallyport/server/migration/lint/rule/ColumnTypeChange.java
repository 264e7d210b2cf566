package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Expression;
import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.policy.sql.definition.TypeReference;
import dev.sallyport.server.migration.lint.state.ColumnState;
import java.util.Set;

/** ALTER COLUMN TYPE that writes the table anew, or may. */
final class ColumnTypeChange extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "column-type-change",
          "ALTER COLUMN TYPE that writes the table anew",
          "the type of a column of a table in use changes to one that stores its values otherwise,"
              + " or the old type is not known; widening varchar, varchar to text, and a larger"
              + " numeric precision store them alike and are left alone",
          "an ACCESS EXCLUSIVE lock keeps readers and writers out while the table and all of its"
              + " indexes are written anew; programs that know the old type may fail; and"
              + " PostgreSQL refuses it where a view or policy uses the column",
          "add a column of the new type, write both, fill old rows in batches, switch readers, and"
              + " drop the old column later",
          Example.of(
              "CREATE TABLE items (id bigint PRIMARY KEY, amount integer, name varchar(50));",
              "ALTER TABLE items ALTER COLUMN amount TYPE bigint;",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE items ALTER COLUMN name TYPE varchar(100);\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (!(change.command() instanceof TableCommand.ChangeType changed)) {
      return;
    }
    TypeReference old = change.table().column(changed.column()).map(ColumnState::type).orElse(null);
    TypeChange effect = converts(changed) ? TypeChange.REWRITE : TypeChange.of(old, changed.type());
    if (effect == TypeChange.REWRITE || effect == TypeChange.UNKNOWN) {
      boolean certain = effect == TypeChange.REWRITE;
      visit.report(
          Problem.of(
                  this,
                  change.span(),
                  "changing the type of `"
                      + changed.column()
                      + "` "
                      + (certain ? "writes" : "may write")
                      + " all of `"
                      + change.name()
                      + "` anew under its lock",
                  "add a column of the new type, write both, fill in batches, then switch")
              .because(
                  old == null
                      ? "the old type of `" + changed.column() + "` is not known"
                      : "`" + changed.column() + "` is `" + old.sql() + "` before",
                  old == null
                      ? "nothing, if these files or the database named one that is stored alike"
                      : "the same, as something that may happen")
              .safer(steps(visit, change, changed)),
          change.table());
    } else if (old != null) {
      Recheck.of(change.table(), changed.column(), old, changed.type())
          .ifPresent(recheck -> report(visit, change, changed, recheck));
    }
  }

  /** The stored bytes stay, and all of them are read nevertheless. */
  private void report(
      Visit visit, Change change, TableCommand.ChangeType changed, Recheck recheck) {
    visit.report(
        Problem.of(
                this,
                change.span(),
                "changing the type of `"
                    + changed.column()
                    + "` reads all of `"
                    + change.name()
                    + "` under its lock, for "
                    + recheck.what(),
                recheck.help())
            .because(recheck.what() + " names the column", "nothing, if it did not"),
        change.table());
  }

  /** USING with more than the column itself runs for every row. */
  private static boolean converts(TableCommand.ChangeType changed) {
    Expression using = changed.using();
    return using != null && (!using.functions().isEmpty() || using.columns().size() != 1);
  }

  private static Draft[] steps(Visit visit, Change change, TableCommand.ChangeType changed) {
    String using =
        changed.using() == null || visit.inBlock()
            ? ""
            : Sql.expression(change.span().of(visit.place().script().text()), "using", Set.of());
    String column = changed.column();
    String type = changed.type().sql();
    return new Expand(
            change.alter().table(),
            column,
            column + "_new",
            type,
            using.isEmpty() ? Sql.identifier(column) + "::" + type : "(" + using + ")")
        .replacing(change.table());
  }
}
