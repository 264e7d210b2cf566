package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import dev.sallyport.server.migration.lint.state.ConstraintState;
import dev.sallyport.server.migration.lint.state.IndexState;
import dev.sallyport.server.migration.lint.state.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Indexes and keys of a column, for the column that takes its place: built beside the old ones, and
 * under their names once the old column has taken those with it.
 */
final class Successors {
  private static final String FRESH = "_new";

  private final ObjectName table;
  private final TableState state;
  private final String old;
  private final String fresh;

  Successors(ObjectName table, TableState state, String old, String fresh) {
    this.table = table;
    this.state = state;
    this.old = old;
    this.fresh = fresh;
  }

  /** One file for each index that is known in full. */
  List<Draft> builds() {
    List<Draft> drafts = new ArrayList<>();
    for (IndexState index : plain()) {
      List<String> columns =
          index.columns().stream().map(column -> column.equals(old) ? fresh : column).toList();
      drafts.add(
          Draft.of(
              "index_" + index.name(),
              "CREATE "
                  + (index.unique() ? "UNIQUE " : "")
                  + "INDEX CONCURRENTLY "
                  + Sql.identifier(index.name() + FRESH)
                  + " ON "
                  + Sql.name(table)
                  + " "
                  + Sql.list(columns)));
    }
    return drafts;
  }

  /** What gives them the old names, each with a semicolon before it. */
  String takeover() {
    StringBuilder sql = new StringBuilder();
    for (IndexState index : plain()) {
      String name = Sql.identifier(index.name());
      String built = index.name() + FRESH;
      Optional<ConstraintState> key = state.constraint(index.name()).filter(Successors::isKey);
      sql.append(";\nALTER ")
          .append(
              key.isPresent()
                  ? "TABLE "
                      + Sql.name(table)
                      + " ADD CONSTRAINT "
                      + name
                      + " "
                      + key.map(ConstraintState::kind).map(Kind::words).orElseThrow()
                      + " USING INDEX "
                      + Sql.identifier(built)
                  : "INDEX "
                      + Sql.name(new ObjectName(table.schema(), built))
                      + " RENAME TO "
                      + name);
    }
    return sql.toString();
  }

  /** What a person has to make anew: whatever names the column and is not known in full. */
  String rest() {
    List<String> names = new ArrayList<>();
    for (ConstraintState constraint : state.constraints()) {
      if (!isKey(constraint)
          && constraint.kind() != Kind.NOT_NULL
          && constraint.columns().contains(old)
          && !constraint.name().isEmpty()) {
        names.add(constraint.name());
      }
    }
    state.indexes().stream()
        .filter(index -> index.partial() && index.columns().contains(old))
        .forEach(index -> names.add(index.name()));
    String others = "its default and whatever else names it are made for the new one";
    return names.isEmpty() ? others : oneLine(String.join(", ", names)) + ", " + others;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  private List<IndexState> plain() {
    return state.indexes().stream()
        .filter(index -> !index.partial() && !index.name().isEmpty())
        .filter(index -> index.columns().contains(old))
        .toList();
  }

  private static boolean isKey(ConstraintState constraint) {
    return constraint.kind() == Kind.UNIQUE || constraint.kind() == Kind.PRIMARY_KEY;
  }
}
