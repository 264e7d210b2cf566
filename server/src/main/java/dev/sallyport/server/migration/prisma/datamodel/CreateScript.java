package dev.sallyport.server.migration.prisma.datamodel;

import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Column;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.EnumType;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Extension;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.ForeignKey;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Index;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Key;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The script that makes a whole database, in the order and form of Prisma's own. */
public final class CreateScript {
  private final List<String> parts = new ArrayList<>();

  private CreateScript() {}

  /**
   * The script.
   *
   * @param schema made first where the datamodel names no schemas
   */
  public static String of(Datamodel datamodel, String schema) {
    CreateScript script = new CreateScript();
    List<String> schemas = datamodel.schemas().isEmpty() ? List.of(schema) : datamodel.schemas();
    schemas.forEach(
        name -> script.add("CreateSchema", "CREATE SCHEMA IF NOT EXISTS " + Sql.identifier(name)));
    datamodel.extensions().forEach(script::extension);
    datamodel.enums().forEach(script::enumType);
    datamodel.tables().forEach(script::table);
    for (Table table : datamodel.tables()) {
      table.indexes().forEach(index -> script.index(table, index));
    }
    for (Table table : datamodel.tables()) {
      table.foreignKeys().forEach(key -> script.foreignKey(table, key));
    }
    return String.join("\n", script.parts);
  }

  private void add(String title, String statement) {
    parts.add("-- " + title + "\n" + statement + ";\n");
  }

  private void extension(Extension extension) {
    String schema =
        extension.schema() == null ? "" : " SCHEMA " + Sql.identifier(extension.schema());
    String version =
        extension.version() == null ? "" : " VERSION " + Sql.identifier(extension.version());
    add(
        "CreateExtension",
        "CREATE EXTENSION IF NOT EXISTS "
            + Sql.identifier(extension.name())
            + (schema.isEmpty() && version.isEmpty() ? "" : " WITH" + schema + version));
  }

  private void enumType(EnumType type) {
    add(
        "CreateEnum",
        "CREATE TYPE "
            + Sql.identifier(type.name())
            + " AS ENUM ("
            + type.values().stream().map(Sql::text).collect(Collectors.joining(", "))
            + ")");
  }

  private void table(Table table) {
    StringBuilder sql = new StringBuilder("CREATE TABLE " + Sql.identifier(table.name()) + " (\n");
    sql.append(
        table.columns().stream().map(CreateScript::column).collect(Collectors.joining(",\n")));
    Key key = table.primaryKey();
    if (key != null) {
      sql.append(",\n\n    CONSTRAINT ")
          .append(Sql.identifier(key.name()))
          .append(" PRIMARY KEY (")
          .append(Sql.identifiers(key.columns(), ","))
          .append(")");
    }
    add("CreateTable", sql.append("\n)").toString());
  }

  private static String column(Column column) {
    return "    "
        + Sql.identifier(column.name())
        + " "
        + column.type()
        + (column.required() ? " NOT NULL" : "")
        + (column.defaultSql() == null ? "" : " DEFAULT " + column.defaultSql());
  }

  private void index(Table table, Index index) {
    add(
        "CreateIndex",
        "CREATE "
            + (index.unique() ? "UNIQUE " : "")
            + "INDEX "
            + Sql.identifier(index.name())
            + " ON "
            + Sql.identifier(table.name())
            + (index.method() == null ? "" : " USING " + index.method() + " ")
            + index.columns().stream().collect(Collectors.joining(", ", "(", ")"))
            + (index.predicate() == null ? "" : " WHERE (" + index.predicate() + ")"));
  }

  private void foreignKey(Table table, ForeignKey key) {
    add(
        "AddForeignKey",
        "ALTER TABLE "
            + Sql.identifier(table.name())
            + " ADD CONSTRAINT "
            + Sql.identifier(key.name())
            + " FOREIGN KEY ("
            + Sql.identifiers(key.columns(), ", ")
            + ") REFERENCES "
            + Sql.identifier(key.target())
            + "("
            + Sql.identifiers(key.targetColumns(), ", ")
            + ") ON DELETE "
            + key.onDelete()
            + " ON UPDATE "
            + key.onUpdate());
  }
}
