package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Definition;

/** A table whose schema the search path decides. */
final class UnqualifiedName extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.style(
          "unqualified-name",
          "CREATE TABLE or ALTER TABLE without a schema",
          "a table is made or changed by a name without its schema",
          "the search_path of whoever runs the migration decides which table it is",
          "write the schema: public.users",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY);",
              "ALTER TABLE users ADD COLUMN email text;",
              "SET LOCAL lock_timeout = '2s';\nALTER TABLE public.users ADD COLUMN email text;"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    ObjectName name =
        visit.definition() instanceof Definition.CreateTable create && !create.temporary()
            ? create.name()
            : visit.definition() instanceof Definition.AlterTable alter ? alter.table() : null;
    if (name != null && name.schema() == null) {
      visit.report(
          Problem.of(
              this,
              visit.span(),
              "the search_path decides which `" + name + "` this is",
              "write its schema"));
    }
  }
}
