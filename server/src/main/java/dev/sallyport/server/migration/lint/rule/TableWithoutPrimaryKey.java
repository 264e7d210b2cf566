package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;
import java.util.stream.Stream;

/** A table whose rows have no key. */
final class TableWithoutPrimaryKey extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.style(
          "table-without-primary-key",
          "CREATE TABLE without a primary key",
          "a table is made without a primary key, and no later statement adds one",
          "its rows can't be told apart; logical replication can't update or delete them",
          "give it a primary key",
          Example.of(
              "",
              "CREATE TABLE events (happened timestamptz);",
              "CREATE TABLE events (id bigint PRIMARY KEY, happened timestamptz);"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.definition() instanceof Definition.CreateTable create
        && !create.temporary()
        && !create.fromQuery()
        && create.partitionOf() == null
        && create.like().isEmpty()
        && Stream.concat(
                create.constraints().stream(),
                create.columns().stream().flatMap(c -> c.constraints().stream()))
            .noneMatch(c -> c.kind() == Kind.PRIMARY_KEY)
        && visit.outlook().all().noneMatch(later -> addsKey(later, create.name()))) {
      visit.report(
          Problem.of(this, visit.span(), "`" + create.name() + "` has no primary key", "add one"));
    }
  }

  private static boolean addsKey(Definition definition, ObjectName table) {
    return definition instanceof Definition.AlterTable alter
        && Outlook.same(alter.table(), table)
        && alter.commands().stream()
            .anyMatch(
                command ->
                    command.change() instanceof TableCommand.AddConstraint add
                        && add.constraint().kind() == Kind.PRIMARY_KEY);
  }
}
