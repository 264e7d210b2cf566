package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.server.migration.lint.state.ColumnState;
import dev.sallyport.server.migration.lint.state.TableState;
import java.util.ArrayList;
import java.util.List;

/**
 * Expand and contract: a column beside another one that both old and new programs can write, until
 * the first is needed no more.
 *
 * @param old the column that is there
 * @param fresh the one beside it
 * @param type of the fresh one
 * @param value of the fresh one, computed from the row; empty where it is the old one's
 */
record Expand(ObjectName table, String old, String fresh, String type, String value) {

  /** The fresh column takes the old one's name in the end. */
  Draft[] replacing(TableState state) {
    return steps(
        state,
        "ALTER TABLE "
            + name()
            + " RENAME COLUMN "
            + Sql.identifier(fresh)
            + " TO "
            + Sql.identifier(old));
  }

  /** The fresh column keeps its own name, and both are kept alike until then. */
  Draft[] renaming(TableState state) {
    return steps(state, "");
  }

  private Draft[] steps(TableState state, String last) {
    List<Draft> drafts = new ArrayList<>();
    Successors successors = new Successors(table, state, old, fresh);
    drafts.add(Draft.of("expand_" + old, expansion(last.isEmpty())));
    drafts.add(Draft.of("fill_" + old, filling()));
    boolean required = state.column(old).map(ColumnState::notNull).orElse(false);
    if (required) {
      drafts.addAll(List.of(SetNotNull.steps(name(), table.name(), fresh)));
    }
    drafts.addAll(successors.builds());
    drafts.add(
        Draft.of(
            "contract_" + old,
            "-- when nobody uses the old column any more, and "
                + successors.rest()
                + "\nDROP TRIGGER "
                + sync()
                + " ON "
                + name()
                + ";\nDROP FUNCTION "
                + sync()
                + "();\nALTER TABLE "
                + name()
                + " DROP COLUMN "
                + Sql.identifier(old)
                + successors.takeover()
                + (last.isEmpty() ? "" : ";\n" + last)));
    return drafts.toArray(new Draft[0]);
  }

  private String expansion(boolean both) {
    String one = Sql.identifier(old);
    String other = Sql.identifier(fresh);
    String forth =
        value.isEmpty()
            ? "  NEW." + other + " := NEW." + one + ";\n"
            : "  SELECT " + value + " INTO NEW." + other + " FROM (SELECT NEW.*) AS r;\n";
    String body =
        both
            ? """
              IF TG_OP = 'INSERT' THEN
                NEW.%2$s := coalesce(NEW.%2$s, NEW.%1$s);
                NEW.%1$s := coalesce(NEW.%1$s, NEW.%2$s);
              ELSIF NEW.%2$s IS DISTINCT FROM OLD.%2$s THEN
                NEW.%1$s := NEW.%2$s;
              ELSE
                NEW.%2$s := NEW.%1$s;
              END IF;
            """
                .formatted(one, other)
            : forth;
    return "ALTER TABLE "
        + name()
        + " ADD COLUMN "
        + other
        + " "
        + type
        + ";\nCREATE FUNCTION "
        + sync()
        + "() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n"
        + body
        + "  RETURN NEW;\nEND $$;\nCREATE TRIGGER "
        + sync()
        + " BEFORE INSERT OR UPDATE ON "
        + name()
        + "\n  FOR EACH ROW EXECUTE FUNCTION "
        + sync()
        + "()";
  }

  private String filling() {
    String one = Sql.identifier(old);
    String other = Sql.identifier(fresh);
    return Sql.batches(
        name(),
        other + " = " + (value.isEmpty() ? one : value),
        other + " IS NULL AND " + one + " IS NOT NULL");
  }

  private String name() {
    return Sql.name(table);
  }

  private String sync() {
    return Sql.identifier(table.name() + "_" + fresh + "_sync");
  }
}
