package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Definition.AddEnumValue;
import dev.sallyport.policy.sql.definition.Definition.ConstrainDomain;
import dev.sallyport.policy.sql.definition.Definition.Create;
import dev.sallyport.policy.sql.definition.Definition.CreateDomain;
import dev.sallyport.policy.sql.definition.Definition.CreateEnum;
import dev.sallyport.policy.sql.definition.Definition.CreateIndex;
import dev.sallyport.policy.sql.definition.Definition.CreateRoutine;
import dev.sallyport.policy.sql.definition.Definition.CreateTable;
import dev.sallyport.policy.sql.definition.Definition.Drop;
import dev.sallyport.policy.sql.definition.Definition.Other;
import dev.sallyport.policy.sql.definition.Definition.Rename;
import dev.sallyport.policy.sql.schema.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Statements about objects by their name. */
final class Objects {
  private static final Set<String> PARTS =
      Set.of("table constraint", "trigger", "policy", "rule", "column");

  private Objects() {}

  /** PostgreSQL's word for a kind of object: {@code OBJECT_MATVIEW} is a materialized view. */
  static String word(String objectType) {
    String word = objectType.replaceFirst("^OBJECT_", "").toLowerCase(Locale.ROOT);
    return switch (word) {
      case "matview" -> "materialized view";
      case "tabconstraint" -> "table constraint";
      case "foreign_table" -> "foreign table";
      default -> word.replace('_', ' ');
    };
  }

  static Definition createIndex(Tree statement) {
    List<String> columns = new ArrayList<>();
    List<Tree> elements = statement.children("indexParams");
    boolean expressions = elements.stream().anyMatch(element -> element.text("name").isEmpty());
    for (Tree element : elements) {
      if (element.text("name").isEmpty()) {
        break;
      }
      columns.add(element.text("name"));
    }
    return new CreateIndex(
        statement.text("idxname"),
        statement.relation("relation"),
        columns,
        elements.size(),
        expressions,
        statement.flag("unique"),
        statement.flag("concurrent"),
        statement.flag("if_not_exists"),
        statement.has("whereClause"),
        !statement.part("relation").flag("inh"));
  }

  static Definition createTableAs(Tree statement) {
    Tree into = statement.part("into");
    ObjectName name = into.relation("rel");
    if (statement.text("objtype").equals("OBJECT_MATVIEW")) {
      return new Create("materialized view", name, null, statement.flag("if_not_exists"));
    }
    String persistence = into.part("rel").text("relpersistence");
    return new CreateTable(
        name,
        persistence.equals("t"),
        persistence.equals("u"),
        statement.flag("if_not_exists"),
        List.of(),
        List.of(),
        null,
        false,
        true,
        List.of());
  }

  static Definition drop(Tree statement) {
    String kind = word(statement.text("removeType"));
    List<ObjectName> names = new ArrayList<>();
    for (Tree object : statement.children("objects")) {
      names.add(
          switch (object.type()) {
            case "String" -> new ObjectName(null, object.text("sval"));
            case "TypeName" -> object.name("names");
            case "ObjectWithArgs" -> object.name("objname");
            default -> {
              List<String> items = object.texts("items");
              yield PARTS.contains(kind) && items.size() > 1
                  ? Tree.name(items.subList(0, items.size() - 1))
                  : Tree.name(items);
            }
          });
    }
    return new Drop(
        kind,
        names,
        statement.flag("concurrent"),
        statement.text("behavior").equals("DROP_CASCADE"),
        statement.flag("missing_ok"));
  }

  static Definition rename(Tree statement) {
    String kind = word(statement.text("renameType"));
    ObjectName object =
        statement.has("relation")
            ? statement.relation("relation")
            : kind.equals("schema") || kind.equals("database")
                ? new ObjectName(null, statement.text("subname"))
                : named(statement.child("object"));
    String part = statement.has("relation") ? statement.text("subname") : "";
    return new Rename(kind, object, part, statement.text("newname"), statement.flag("missing_ok"));
  }

  static Definition move(Tree statement) {
    String kind = word(statement.text("objectType"));
    ObjectName object =
        statement.has("relation")
            ? statement.relation("relation")
            : named(statement.child("object"));
    String schema = statement.text("newschema");
    return new Rename(kind, object, "", schema + "." + object.name(), statement.flag("missing_ok"));
  }

  private static ObjectName named(Tree object) {
    return switch (object.type()) {
      case "ObjectWithArgs" -> object.name("objname");
      case "TypeName" -> object.name("names");
      case "String" -> new ObjectName(null, object.text("sval"));
      default -> object.name("items");
    };
  }

  static Definition createEnum(Tree statement) {
    return new CreateEnum(statement.name("typeName"), statement.texts("vals"));
  }

  static Definition alterEnum(Tree statement) {
    String old = statement.text("oldVal");
    ObjectName type = statement.name("typeName");
    return old.isEmpty()
        ? new AddEnumValue(
            type,
            statement.text("newVal"),
            !statement.text("newValNeighbor").isEmpty(),
            statement.flag("skipIfNewValExists"))
        : new Rename("enum value", type, old, statement.text("newVal"), false);
  }

  static Definition createDomain(Tree statement) {
    boolean constrained =
        statement.children("constraints").stream()
            .anyMatch(c -> c.text("contype").matches("CONSTR_(CHECK|NOTNULL)"));
    return new CreateDomain(
        statement.name("domainname"), Expressions.type(statement.part("typeName")), constrained);
  }

  static Definition alterDomain(Tree statement) {
    return switch (statement.text("subtype")) {
      case "C", "O" ->
          new ConstrainDomain(
              statement.name("typeName"), statement.child("def").flag("skip_validation"));
      default -> new Other("ALTER DOMAIN", false);
    };
  }

  static Definition createRoutine(Tree statement) {
    String volatility = "volatile";
    for (Tree option : statement.children("options")) {
      if (option.text("defname").equals("volatility")) {
        volatility = option.child("arg").text("sval");
      }
    }
    return new CreateRoutine(statement.name("funcname"), volatility, statement.flag("replace"));
  }

  static Definition createTrigger(Tree statement) {
    return new Create(
        "trigger",
        new ObjectName(null, statement.text("trigname")),
        statement.relation("relation"),
        statement.flag("replace"));
  }

  static Definition createPolicy(Tree statement) {
    return new Create(
        "policy",
        new ObjectName(null, statement.text("policy_name")),
        statement.relation("table"),
        false);
  }

  static Definition createRule(Tree statement) {
    return new Create(
        "rule",
        new ObjectName(null, statement.text("rulename")),
        statement.relation("relation"),
        statement.flag("replace"));
  }

  static Definition createView(Tree statement) {
    return new Create("view", statement.relation("view"), null, statement.flag("replace"));
  }

  static Definition createSchema(Tree statement) {
    return new Create(
        "schema",
        new ObjectName(null, statement.text("schemaname")),
        null,
        statement.flag("if_not_exists"));
  }

  static Definition createExtension(Tree statement) {
    return new Create(
        "extension",
        new ObjectName(null, statement.text("extname")),
        null,
        statement.flag("if_not_exists"));
  }

  static Definition createSequence(Tree statement) {
    return new Create(
        "sequence", statement.relation("sequence"), null, statement.flag("if_not_exists"));
  }

  static Definition createComposite(Tree statement) {
    return new Create("type", statement.relation("typevar"), null, false);
  }
}
