package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;

/** The end of expand and contract: a replacement takes the old name in the same file. */
final class Swap {
  private Swap() {}

  /** Whether a column that an earlier file added, and filled, takes the column's name here. */
  static boolean replaces(Visit visit, ObjectName table, String column) {
    return visit.outlook().file(visit.place().number()).stream()
        .anyMatch(
            definition ->
                definition instanceof Definition.Rename rename
                    && rename.kind().equals("column")
                    && rename.newName().equals(column)
                    && Outlook.same(rename.object(), table)
                    && isFilled(visit, table, rename.part(), column));
  }

  /** Whether a renamed column is the replacement of one that this file drops. */
  static boolean isReplacement(Visit visit, Definition.Rename rename) {
    return visit.outlook().file(visit.place().number()).stream()
            .anyMatch(
                definition ->
                    definition instanceof Definition.AlterTable alter
                        && Outlook.same(alter.table(), rename.object())
                        && alter.commands().stream()
                            .anyMatch(
                                command ->
                                    command.change() instanceof TableCommand.DropColumn drop
                                        && drop.column().equals(rename.newName())))
        && isFilled(visit, rename.object(), rename.part(), rename.newName());
  }

  private static boolean isFilled(
      Visit visit, ObjectName table, String replacement, String column) {
    return visit
        .outlook()
        .all()
        .anyMatch(
            definition ->
                definition instanceof Definition.Write write
                    && write.kind().equals("UPDATE")
                    && Outlook.same(write.table(), table)
                    && write.assigned().contains(replacement)
                    && write.read().contains(column));
  }

  /** Whether the file gives the old name of a table or type to something else. */
  static boolean keepsName(Visit visit, Definition.Rename rename) {
    String old = rename.object().name();
    return visit.outlook().file(visit.place().number()).stream()
        .anyMatch(
            definition ->
                definition instanceof Definition.Rename other
                        && other.part().isEmpty()
                        && other.newName().equals(old)
                    || definition instanceof Definition.Create create
                        && create.kind().equals("view")
                        && create.name().name().equals(old));
  }
}
