package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.ArrayList;
import java.util.List;

/** Tables and their policies in SQL. */
final class TableSql {
  private TableSql() {}

  /** A partition is made as a table of its own and attached later; an heir is made as one. */
  static boolean comesFromParent(Fact table, Fact column) {
    return table.text("bound") == null
        && !table.texts("parents").isEmpty()
        && column.is("inherited")
        && !column.is("alsoLocal");
  }

  static String create(Fact fact, List<String> inside) {
    StringBuilder sql = new StringBuilder("CREATE ");
    sql.append(fact.is("unlogged") ? "UNLOGGED " : "");
    sql.append(fact.kind() == FactKind.FOREIGN_TABLE ? "FOREIGN TABLE " : "TABLE ");
    sql.append(Sql.qualified(fact.key())).append(" (");
    if (!inside.isEmpty()) {
      sql.append("\n  ").append(String.join(",\n  ", inside)).append('\n');
    }
    sql.append(')');
    if (fact.text("bound") == null && !fact.texts("parents").isEmpty()) {
      sql.append("\nINHERITS (").append(String.join(", ", fact.texts("parents"))).append(')');
    }
    if (fact.text("partitionedBy") != null) {
      sql.append("\nPARTITION BY ").append(fact.text("partitionedBy"));
    }
    if (fact.text("accessMethod") != null && fact.text("partitionedBy") == null) {
      sql.append("\nUSING ").append(fact.text("accessMethod"));
    }
    if (fact.text("server") != null) {
      sql.append("\nSERVER ").append(Sql.name(fact.textOf("server")));
      if (!fact.texts("foreignOptions").isEmpty()) {
        sql.append(" OPTIONS (").append(Sql.options(fact.texts("foreignOptions"))).append(')');
      }
    }
    List<String> options = new ArrayList<>(fact.texts("options"));
    options.addAll(fact.texts("toastOptions"));
    if (!options.isEmpty()) {
      sql.append("\nWITH (").append(Sql.parameters(options)).append(')');
    }
    if (fact.text("tablespace") != null) {
      sql.append("\nTABLESPACE ").append(Sql.name(fact.textOf("tablespace")));
    }
    return sql.toString();
  }

  /** What CREATE TABLE can't say. Its replica identity needs indexes and comes later. */
  static List<String> finish(Fact fact) {
    List<String> sql = new ArrayList<>();
    String alter = "ALTER TABLE ONLY " + Sql.qualified(fact.key());
    if (fact.text("ofType") != null) {
      sql.add(alter + " OF " + fact.text("ofType"));
    }
    if (fact.is("rowSecurity")) {
      sql.add(alter + " ENABLE ROW LEVEL SECURITY");
    }
    if (fact.is("forceRowSecurity")) {
      sql.add(alter + " FORCE ROW LEVEL SECURITY");
    }
    return sql;
  }

  static String policy(Fact fact) {
    return "CREATE POLICY "
        + Sql.name(fact.key().name())
        + " ON "
        + Sql.owner(fact.key())
        + (fact.is("restrictive") ? " AS RESTRICTIVE" : "")
        + " FOR "
        + fact.text("command")
        + " TO "
        + String.join(", ", fact.texts("roles"))
        + (fact.text("using") == null ? "" : " USING (" + fact.text("using") + ")")
        + (fact.text("check") == null ? "" : " WITH CHECK (" + fact.text("check") + ")");
  }
}
