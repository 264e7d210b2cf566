package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;

/** What holds rows to rules is switched off. */
final class DisabledProtection extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "disabled-protection",
          "DISABLE TRIGGER, RULE or ROW LEVEL SECURITY",
          "triggers, rules or row level security of a table in use are switched off, a policy is"
              + " dropped and the file makes none for the table, or session_replication_role is set"
              + " to replica; not where the same transaction switches the table's own triggers on"
              + " again",
          "with DISABLE TRIGGER ALL, and as a replica, foreign keys are not looked after: rows that"
              + " break them stay, and nothing ever looks at them again; other writers' rows go"
              + " past triggers too; without row level security everybody sees every row",
          "DISABLE TRIGGER USER and ENABLE TRIGGER USER in one transaction, which leaves foreign"
              + " keys alone and keeps other writers out meanwhile",
          Example.of(
              "CREATE TABLE customers (id bigint PRIMARY KEY);\n"
                  + "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint"
                  + " REFERENCES customers (id));\n"
                  + "CREATE INDEX ON orders (customer_id);",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE orders DISABLE TRIGGER ALL;
              INSERT INTO orders VALUES (1, 99);
              ALTER TABLE orders ENABLE TRIGGER ALL;\
              """,
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE orders DISABLE TRIGGER USER;
              INSERT INTO orders VALUES (1, NULL);
              ALTER TABLE orders ENABLE TRIGGER USER;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.definition() instanceof Definition.SetParameter set
        && set.name().equals("session_replication_role")
        && set.value().equalsIgnoreCase("replica")) {
      visit.report(
          Problem.of(
              this,
              visit.span(),
              "as a replica, triggers do not run and foreign keys are not looked after",
              "leave it at `origin`; DISABLE TRIGGER USER keeps foreign keys alive"));
    } else if (visit.definition() instanceof Definition.Drop drop && drop.kind().equals("policy")) {
      drop.names().stream()
          .filter(table -> !visit.isNew(table) && !makesPolicy(visit, table))
          .forEach(table -> withoutPolicy(visit, table));
    } else if (visit.definition() instanceof Definition.AlterTable alter
        && !visit.isNew(alter.table())) {
      for (Definition.Command command : alter.commands()) {
        if (command.change() instanceof TableCommand.Disable disable
            && !comesBack(visit, alter.table(), disable)) {
          report(visit, alter.table(), disable, command.span());
        }
      }
    }
  }

  private void report(Visit visit, ObjectName table, TableCommand.Disable disable, Span span) {
    String words = disable.words() + (disable.name().isEmpty() ? "" : " " + disable.name());
    String effect =
        disable.integrity()
            ? "` lets rows into `%s` that break its foreign keys, and nothing looks at them again"
            : disable.words().contains("SECURITY")
                ? "` lets policies of `%s` go unasked"
                : "` lets rows of `%s` go past what it did";
    visit.report(
        Problem.of(
                this,
                visit.inBlock() ? visit.span() : span,
                "`" + words + effect.formatted(Sql.name(table)),
                disable.trigger()
                    ? "use DISABLE TRIGGER USER and ENABLE TRIGGER USER in one transaction"
                    : "leave it on, and change the policy or rule instead")
            .because(visit.origin(visit.table(table))));
  }

  private void withoutPolicy(Visit visit, ObjectName table) {
    visit.report(
        Problem.of(
                this,
                visit.span(),
                "what the policy let through, or kept out, of `" + Sql.name(table) + "` changes",
                "make the policy that is to hold instead in the same file")
            .because(visit.origin(visit.table(table))));
  }

  private static boolean makesPolicy(Visit visit, ObjectName table) {
    return visit.outlook().file(visit.place().number()).stream()
        .anyMatch(
            definition ->
                definition instanceof Definition.Create create
                    && create.kind().equals("policy")
                    && create.on() != null
                    && Outlook.same(create.on(), table));
  }

  /** Triggers of the table's own that sleep for one transaction, whose lock keeps writers out. */
  private static boolean comesBack(Visit visit, ObjectName table, TableCommand.Disable disable) {
    return disable.trigger()
        && !disable.integrity()
        && visit.transaction().isOpen()
        && visit.outlook().statements(visit.place().number()).stream()
            .skip(visit.number() + 1L)
            .anyMatch(
                later ->
                    later instanceof Definition.AlterTable alter
                        && Outlook.same(alter.table(), table)
                        && alter.commands().stream()
                            .anyMatch(
                                command ->
                                    command.change() instanceof TableCommand.Another another
                                        && another.words().startsWith("ENABLE TRIG")));
  }
}
