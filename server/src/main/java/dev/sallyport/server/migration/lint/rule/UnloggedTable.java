package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;

/** A table whose rows a crash takes. */
final class UnloggedTable extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "unlogged-table",
          "CREATE UNLOGGED TABLE",
          "a table is made UNLOGGED",
          "PostgreSQL empties it after every crash, and standbys never have its rows",
          "CREATE TABLE; or CREATE TEMP TABLE, if one session is all that needs the rows",
          Example.of(
              "",
              "CREATE UNLOGGED TABLE sessions (id bigint PRIMARY KEY);",
              "CREATE TABLE sessions (id bigint PRIMARY KEY);"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.definition() instanceof Definition.CreateTable create && create.unlogged()) {
      visit.report(
          Problem.of(
              this,
              visit.span(),
              "a crash empties `" + Sql.name(create.name()) + "`, and no standby has its rows",
              "make it without UNLOGGED, unless every row can be had anew"));
    }
  }
}
