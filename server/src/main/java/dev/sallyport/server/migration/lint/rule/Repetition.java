package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;
import java.util.Optional;
import java.util.Set;

/** What happens when a statement of a file runs a second time. */
final class Repetition {
  private static final Set<String> REPEATABLE_KINDS = Set.of("comment");

  private Repetition() {}

  /** How to make the statement repeatable; empty where it is. */
  static Optional<String> remedy(Visit visit) {
    Definition definition = visit.definition();
    if (definition instanceof Definition.CreateTable create) {
      return unless(create.ifNotExists() || create.temporary(), "write IF NOT EXISTS");
    }
    if (definition instanceof Definition.CreateIndex index) {
      return unless(
          index.ifNotExists() && !index.name().isEmpty() || dropped(visit, "index", index.name()),
          "name the index and write IF NOT EXISTS");
    }
    if (definition instanceof Definition.Drop drop) {
      boolean own = drop.names().stream().allMatch(name -> made(visit, name));
      return unless(drop.ifExists() || own, "write IF EXISTS");
    }
    if (definition instanceof Definition.AlterTable alter) {
      return alter(visit, alter);
    }
    if (definition instanceof Definition.Create create) {
      return unless(
          create.repeatable() || dropped(visit, create.kind(), create.name().name()),
          create.kind().equals("view")
              ? "write OR REPLACE"
              : "drop it IF EXISTS before, or ask for it in a DO block");
    }
    return other(definition);
  }

  private static Optional<String> other(Definition definition) {
    if (definition instanceof Definition.CreateRoutine routine) {
      return unless(routine.orReplace(), "write OR REPLACE");
    }
    if (definition instanceof Definition.CreateEnum
        || definition instanceof Definition.CreateDomain
        || definition instanceof Definition.ConstrainDomain) {
      return Optional.of("put it into a DO block that catches duplicate_object");
    }
    if (definition instanceof Definition.AddEnumValue value) {
      return unless(value.ifNotExists(), "write IF NOT EXISTS");
    }
    if (definition instanceof Definition.Rename) {
      return Optional.of("ask for the old name in a DO block before renaming it");
    }
    if (definition instanceof Definition.Write write && write.kind().equals("INSERT")) {
      return unless(write.guarded(), "write ON CONFLICT DO NOTHING, or WHERE NOT EXISTS");
    }
    return Optional.empty();
  }

  private static Optional<String> unless(boolean repeatable, String remedy) {
    return repeatable ? Optional.empty() : Optional.of(remedy);
  }

  private static Optional<String> alter(Visit visit, Definition.AlterTable alter) {
    for (Definition.Command command : alter.commands()) {
      TableCommand change = command.change();
      if (change instanceof TableCommand.AddColumn add && !add.ifNotExists()) {
        return Optional.of("write ADD COLUMN IF NOT EXISTS");
      }
      if (change instanceof TableCommand.DropColumn drop && !drop.ifExists()) {
        return Optional.of("write DROP COLUMN IF EXISTS");
      }
      if (change instanceof TableCommand.DropConstraint drop && !drop.ifExists()) {
        return Optional.of("write DROP CONSTRAINT IF EXISTS");
      }
      if (change instanceof TableCommand.AddConstraint add
          && !droppedConstraint(visit, alter.table(), add.constraint().name())) {
        return Optional.of("write DROP CONSTRAINT IF EXISTS before it");
      }
      if (change instanceof TableCommand.Attach || change instanceof TableCommand.Detach) {
        return Optional.of("look into pg_inherits in a DO block first");
      }
    }
    return Optional.empty();
  }

  private static boolean droppedConstraint(Visit visit, ObjectName table, String name) {
    return !name.isEmpty()
        && visit.outlook().file(visit.place().number()).stream()
            .anyMatch(
                definition ->
                    definition instanceof Definition.AlterTable alter
                        && Outlook.same(alter.table(), table)
                        && alter.commands().stream()
                            .anyMatch(
                                command ->
                                    command.change() instanceof TableCommand.DropConstraint drop
                                        && drop.ifExists()
                                        && drop.constraint().equals(name)));
  }

  /** Whether the file drops such an object IF EXISTS, to make it again. */
  private static boolean dropped(Visit visit, String kind, String name) {
    return REPEATABLE_KINDS.contains(kind)
        || visit.outlook().file(visit.place().number()).stream()
            .anyMatch(
                definition ->
                    definition instanceof Definition.Drop drop
                        && drop.ifExists()
                        && drop.kind().equals(kind)
                        && (!drop.kind().equals("trigger")
                                && !drop.kind().equals("policy")
                                && !drop.kind().equals("rule")
                            ? drop.names().stream().anyMatch(n -> n.name().equals(name))
                            : true));
  }

  private static boolean made(Visit visit, ObjectName name) {
    return visit.outlook().file(visit.place().number()).stream()
        .anyMatch(
            definition ->
                definition instanceof Definition.CreateTable create
                    && create.temporary()
                    && Outlook.same(create.name(), name));
  }
}
