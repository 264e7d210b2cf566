package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TypeReference;
import dev.sallyport.server.migration.lint.state.ColumnState;
import dev.sallyport.server.migration.lint.state.TableState;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A name that programs use goes away. */
final class Renaming extends Rule {
  private static final Set<String> KINDS =
      Set.of(
          "table",
          "column",
          "schema",
          "enum value",
          "type",
          "domain",
          "view",
          "materialized view",
          "function",
          "procedure",
          "attribute");

  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "rename",
          "RENAME of what programs name",
          "a table, column, schema, type, enum value, view or function gets another name or schema;"
              + " left alone where the old name is given to a replacement in the same file",
          "programs that run while the migration is deployed, and those not changed yet, fail",
          "add the new name beside the old one: a view of the old name over a renamed table, a new"
              + " column written together with the old one; drop the old name later",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY, mail text);",
              "ALTER TABLE users RENAME COLUMN mail TO email;",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE users RENAME TO accounts;
              CREATE VIEW users AS SELECT * FROM accounts;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (!(visit.definition() instanceof Definition.Rename rename)
        || !KINDS.contains(rename.kind())
        || isHarmless(visit, rename)) {
      return;
    }
    String old = rename.part().isEmpty() ? Sql.name(rename.object()) : rename.part();
    Problem problem =
        Problem.of(
            this,
            visit.span(),
            "programs that know the "
                + rename.kind()
                + " `"
                + old
                + "` fail once it has another name",
            "add the new name beside the old one, and drop the old one later");
    problem =
        rename.kind().equals("table") || rename.kind().equals("column")
            ? problem.because(visit.origin(visit.table(rename.object())))
            : problem;
    boolean table = rename.kind().equals("table") && rename.newName().indexOf('.') < 0;
    visit.report(
        table && !visit.inBlock()
            ? problem.safer(
                Draft.of(
                    "rename_" + rename.object().name(),
                    visit.text()
                        + ";\nCREATE VIEW "
                        + Sql.name(rename.object())
                        + " AS SELECT * FROM "
                        + Sql.name(new ObjectName(rename.object().schema(), rename.newName()))))
            : problem.safer(beside(visit, rename)));
  }

  /** A column of the new name beside the old one, where the old one's type is known. */
  private static Draft[] beside(Visit visit, Definition.Rename rename) {
    TableState table = visit.table(rename.object());
    @Nullable TypeReference type =
        rename.kind().equals("column")
            ? table.column(rename.part()).map(ColumnState::type).orElse(null)
            : null;
    return type == null || type.isSerial()
        ? new Draft[0]
        : new Expand(rename.object(), rename.part(), rename.newName(), type.sql(), "")
            .renaming(table);
  }

  private static boolean isHarmless(Visit visit, Definition.Rename rename) {
    boolean ofTable = rename.kind().equals("table") || rename.kind().equals("column");
    if (ofTable && visit.isNew(rename.object())) {
      return true;
    }
    return rename.kind().equals("column")
        ? Swap.isReplacement(visit, rename)
        : Swap.keepsName(visit, rename)
            || visit.state().isNewEnum(rename.object())
            || takesOver(visit, rename);
  }

  /** What gets a name that this file took from another object. */
  private static boolean takesOver(Visit visit, Definition.Rename rename) {
    return rename.part().isEmpty()
        && visit.outlook().file(visit.place().number()).stream()
            .anyMatch(
                definition ->
                    definition instanceof Definition.Rename other
                        && other != rename
                        && other.part().isEmpty()
                        && other.object().name().equals(rename.newName()));
  }
}
