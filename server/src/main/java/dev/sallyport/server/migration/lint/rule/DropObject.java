package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Definition;
import java.util.Set;

/** Something that holds no rows of its own, but that programs ask by its name, goes away. */
final class DropObject extends Rule {
  private static final Set<String> KINDS =
      Set.of(
          "view",
          "materialized view",
          "foreign table",
          "function",
          "procedure",
          "aggregate",
          "sequence",
          "extension");

  private static final Set<String> ROUTINES = Set.of("function", "procedure");

  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "drop-object",
          "DROP of a view, function, sequence or extension",
          "a view, materialized view, foreign table, function, procedure, aggregate, sequence or"
              + " extension is dropped that this file does not make, before or after; left alone is"
              + " a function beside whose trigger or table the file drops it",
          "programs that still ask for it fail at once; PostgreSQL knows nothing of those outside",
          "look for who uses it first; to change it, make it anew in the same file",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE VIEW people AS TABLE users;",
              "DROP VIEW people;",
              """
              DROP VIEW people;
              CREATE VIEW people AS SELECT id, 1 AS one FROM users;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (!(visit.definition() instanceof Definition.Drop drop) || !KINDS.contains(drop.kind())) {
      return;
    }
    for (ObjectName name : drop.names()) {
      if (!isMade(visit, drop.kind(), name) && !goesWithItsTrigger(visit, drop.kind())) {
        visit.report(
            Problem.of(
                    this,
                    visit.span(),
                    "programs that ask for the " + drop.kind() + " `" + Sql.name(name) + "` fail",
                    "look for who uses it first")
                .because("this file does not make it", "nothing, if it did"));
      }
    }
  }

  private static boolean isMade(Visit visit, String kind, ObjectName name) {
    return visit.outlook().file(visit.place().number()).stream()
        .anyMatch(definition -> makes(definition, kind, name));
  }

  private static boolean makes(Definition definition, String kind, ObjectName name) {
    if (definition instanceof Definition.Create create) {
      return create.name().name().equals(name.name())
          && (create.kind().equals(kind) || create.kind().contains("view"));
    }
    if (definition instanceof Definition.Rename rename) {
      return rename.part().isEmpty() && rename.newName().equals(name.name());
    }
    if (definition instanceof Definition.CreateTable create) {
      return kind.contains("view") && Outlook.same(create.name(), name);
    }
    return ROUTINES.contains(kind)
        && definition instanceof Definition.CreateRoutine routine
        && routine.name().name().equals(name.name());
  }

  /** A trigger's function: nobody else calls it. */
  private static boolean goesWithItsTrigger(Visit visit, String kind) {
    return ROUTINES.contains(kind)
        && visit.outlook().file(visit.place().number()).stream()
            .anyMatch(
                definition ->
                    definition instanceof Definition.Drop drop
                        && (drop.kind().equals("trigger") || drop.kind().equals("table")));
  }
}
