package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.ColumnDefinition.Generated;
import dev.sallyport.policy.sql.definition.TableCommand;
import java.util.ArrayList;
import java.util.List;

/** A serial or identity column in a table that has rows. */
final class GeneratedKeyColumn extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "generated-key-column",
          "ADD COLUMN serial or identity",
          "a column of a serial type, or GENERATED AS IDENTITY, is added to a table in use",
          "an ACCESS EXCLUSIVE lock keeps readers and writers out while every row gets a number and"
              + " the table is written anew",
          "add a plain bigint column, make a sequence, SET DEFAULT nextval(...) for new rows, and"
              + " fill old rows in batches",
          Example.of(
              "CREATE TABLE events (happened timestamptz);",
              "ALTER TABLE events ADD COLUMN id bigserial;",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE events ADD COLUMN id bigint;
              CREATE SEQUENCE events_id_seq OWNED BY events.id;
              ALTER TABLE events ALTER COLUMN id SET DEFAULT nextval('events_id_seq');\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (change.command() instanceof TableCommand.AddColumn add
        && add.column().generated() == Generated.IDENTITY) {
      String column = add.column().name();
      visit.report(
          Problem.of(
                  this,
                  change.span(),
                  "adding `"
                      + column
                      + "` with a sequence writes all of `"
                      + change.name()
                      + "` anew",
                  "add a plain column, SET DEFAULT nextval(...), and fill old rows in batches")
              .safer(steps(change, column)),
          change.table());
    }
  }

  private static Draft[] steps(Change change, String column) {
    String table = change.alter().table().name();
    String sequence = Sql.identifier(table + "_" + column + "_seq");
    String name = Sql.identifier(column);
    String alter = "ALTER TABLE " + change.name();
    List<Draft> drafts = new ArrayList<>();
    drafts.add(
        Draft.of(
            "add_" + column,
            alter
                + " ADD COLUMN "
                + name
                + " bigint;\nCREATE SEQUENCE "
                + sequence
                + " OWNED BY "
                + change.name()
                + "."
                + name
                + ";\n"
                + alter
                + " ALTER COLUMN "
                + name
                + " SET DEFAULT nextval('"
                + sequence
                + "')"));
    drafts.add(
        Draft.of(
            "fill_" + column, Sql.batches(change.name(), name + " = DEFAULT", name + " IS NULL")));
    drafts.addAll(List.of(SetNotNull.steps(change.name(), table, column)));
    return drafts.toArray(new Draft[0]);
  }
}
