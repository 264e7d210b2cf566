package dev.sallyport.policy.sql.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** SELECT: of a view, or as a statement of its own. */
final class Queries {
  /** Functions of PostgreSQL's own that change no schema. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "pg_.*|setval|nextval|currval|set_config|current_.*|count|sum|min|max|avg|now|format|"
              + "coalesce|concat|concat_ws|length|lower|upper|to_reg.*|string_agg|array_agg|"
              + "json.*|row_.*|has_.*|version|gen_random_uuid|date_.*|extract|exists|bool_.*|"
              + "generate_series|unnest|quote_.*|replace|round|substring|trim|btrim");

  private static final Set<String> CHANGES =
      Set.of("InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt");

  private Queries() {}

  /** A statement of its own leaves behind what the functions in it do. */
  static void read(Tree statement, ScriptBuilder script) {
    Tree into = statement.part("intoClause");
    if (into.exists() && !into.part("rel").text("relpersistence").equals("t")) {
      script.present(Statements.table(into.relation("rel")));
    }
    look(statement.fields(), script);
  }

  private static void look(JsonNode node, ScriptBuilder script) {
    if (node.isObject() && node.size() == 1) {
      Tree tree = Tree.of(node);
      if (CHANGES.contains(tree.type())) {
        script.changesRows();
      } else if (tree.is("FuncCall")) {
        List<String> name = tree.texts("funcname");
        String last = name.isEmpty() ? "" : name.get(name.size() - 1);
        if (!HARMLESS.matcher(last).matches()) {
          script.passOver("what `" + last + "` does");
        }
      }
    }
    node.forEach(child -> look(child, script));
  }

  static void view(SchemaObject view, List<String> columns, Tree query, ScriptBuilder script) {
    script.present(view);
    outputs(columns, query)
        .ifPresent(
            names ->
                script.has(
                    view,
                    Trait.OUTPUT,
                    names + " from " + relations(query.fields(), new TreeSet<>())));
    script.has(view, Trait.QUERY, columns + NormalForm.of(query));
  }

  /** The names of its columns; empty where the text alone does not tell. */
  private static Optional<List<String>> outputs(List<String> columns, Tree query) {
    Tree first = query;
    while (first.part("larg").exists()) {
      first = first.part("larg");
    }
    List<String> names = new ArrayList<>();
    for (Tree target : first.children("targetList")) {
      String given = target.text("name");
      String name = given.isEmpty() ? NormalForm.ownName(target.child("val")) : given;
      if (name.isEmpty()) {
        return Optional.empty();
      }
      names.add(name);
    }
    if (names.isEmpty() || columns.size() > names.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < columns.size(); i++) {
      names.set(i, columns.get(i));
    }
    return Optional.of(names);
  }

  private static Set<String> relations(JsonNode node, Set<String> found) {
    if (node.isObject() && node.size() == 1) {
      Tree tree = Tree.of(node);
      if (tree.is("RangeVar")) {
        found.add(tree.text("relname"));
      }
    }
    node.forEach(child -> relations(child, found));
    return found;
  }
}
