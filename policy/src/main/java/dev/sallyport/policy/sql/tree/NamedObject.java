package dev.sallyport.policy.sql.tree;

import static java.util.Map.entry;

import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object that DROP, COMMENT, ALTER … RENAME and their kin name in the tree's many forms.
 *
 * @param relation the table it is a part of, such as a trigger's; null for objects of their own
 */
record NamedObject(ObjectKind kind, ObjectName name, @Nullable ObjectName relation) {
  /** PostgreSQL's kinds of object; one that is not here is unknown. */
  private static final Map<String, ObjectKind> KINDS =
      Map.ofEntries(
          entry("OBJECT_ACCESS_METHOD", ObjectKind.ACCESS_METHOD),
          entry("OBJECT_AGGREGATE", ObjectKind.AGGREGATE),
          entry("OBJECT_ATTRIBUTE", ObjectKind.COLUMN),
          entry("OBJECT_CAST", ObjectKind.CAST),
          entry("OBJECT_COLUMN", ObjectKind.COLUMN),
          entry("OBJECT_COLLATION", ObjectKind.COLLATION),
          entry("OBJECT_CONVERSION", ObjectKind.OTHER),
          entry("OBJECT_DATABASE", ObjectKind.DATABASE),
          entry("OBJECT_DOMAIN", ObjectKind.DOMAIN),
          entry("OBJECT_DOMCONSTRAINT", ObjectKind.CONSTRAINT),
          entry("OBJECT_EVENT_TRIGGER", ObjectKind.EVENT_TRIGGER),
          entry("OBJECT_EXTENSION", ObjectKind.EXTENSION),
          entry("OBJECT_FDW", ObjectKind.FOREIGN_DATA_WRAPPER),
          entry("OBJECT_FOREIGN_SERVER", ObjectKind.SERVER),
          entry("OBJECT_FOREIGN_TABLE", ObjectKind.FOREIGN_TABLE),
          entry("OBJECT_FUNCTION", ObjectKind.FUNCTION),
          entry("OBJECT_INDEX", ObjectKind.INDEX),
          entry("OBJECT_LANGUAGE", ObjectKind.LANGUAGE),
          entry("OBJECT_LARGEOBJECT", ObjectKind.LARGE_OBJECT),
          entry("OBJECT_MATVIEW", ObjectKind.MATERIALIZED_VIEW),
          entry("OBJECT_OPCLASS", ObjectKind.OPERATOR),
          entry("OBJECT_OPERATOR", ObjectKind.OPERATOR),
          entry("OBJECT_OPFAMILY", ObjectKind.OPERATOR),
          entry("OBJECT_PARAMETER_ACL", ObjectKind.SETTING),
          entry("OBJECT_POLICY", ObjectKind.POLICY),
          entry("OBJECT_PROCEDURE", ObjectKind.PROCEDURE),
          entry("OBJECT_PUBLICATION", ObjectKind.PUBLICATION),
          entry("OBJECT_ROLE", ObjectKind.ROLE),
          entry("OBJECT_ROUTINE", ObjectKind.FUNCTION),
          entry("OBJECT_RULE", ObjectKind.RULE),
          entry("OBJECT_SCHEMA", ObjectKind.SCHEMA),
          entry("OBJECT_SEQUENCE", ObjectKind.SEQUENCE),
          entry("OBJECT_STATISTIC_EXT", ObjectKind.STATISTICS),
          entry("OBJECT_SUBSCRIPTION", ObjectKind.SUBSCRIPTION),
          entry("OBJECT_TABCONSTRAINT", ObjectKind.CONSTRAINT),
          entry("OBJECT_TABLE", ObjectKind.TABLE),
          entry("OBJECT_TABLESPACE", ObjectKind.TABLESPACE),
          entry("OBJECT_TRANSFORM", ObjectKind.OTHER),
          entry("OBJECT_TRIGGER", ObjectKind.TRIGGER),
          entry("OBJECT_TSCONFIGURATION", ObjectKind.TEXT_SEARCH),
          entry("OBJECT_TSDICTIONARY", ObjectKind.TEXT_SEARCH),
          entry("OBJECT_TSPARSER", ObjectKind.TEXT_SEARCH),
          entry("OBJECT_TSTEMPLATE", ObjectKind.TEXT_SEARCH),
          entry("OBJECT_TYPE", ObjectKind.TYPE),
          entry("OBJECT_USER_MAPPING", ObjectKind.USER_MAPPING),
          entry("OBJECT_VIEW", ObjectKind.VIEW));

  /** Objects whose last name is within the table that the names before say. */
  private static final Set<String> MEMBERS =
      Set.of(
          "OBJECT_COLUMN",
          "OBJECT_TRIGGER",
          "OBJECT_RULE",
          "OBJECT_POLICY",
          "OBJECT_TABCONSTRAINT");

  /** Objects whose first name is that of an access method. */
  private static final Set<String> OF_ACCESS_METHOD = Set.of("OBJECT_OPCLASS", "OBJECT_OPFAMILY");

  /** The kind that PostgreSQL calls {@code type}; unknown to the walk where it is another. */
  static ObjectKind kind(Walk walk, String type) {
    ObjectKind kind = KINDS.get(type);
    if (kind == null) {
      walk.found().unknown(type);
      return ObjectKind.OTHER;
    }
    return kind;
  }

  /** The object a node names, everything below the node looked at. */
  static NamedObject of(Walk walk, String type, Node node) {
    ObjectKind kind = kind(walk, type);
    return switch (node.claim().type()) {
      case "String" -> own(kind, ObjectName.of(node.text("sval")));
      case "Integer" -> own(kind, ObjectName.of(Long.toString(node.number("ival"))));
      case "Float" -> own(kind, ObjectName.of(node.text("fval")));
      case "TypeName" -> own(kind, Types.name(walk, node));
      case "ObjectWithArgs" -> own(kind, Routines.signature(walk, node));
      case "RangeVar" -> own(kind, walk.relation(node));
      case "List" -> listed(walk, type, kind, node.children("items"));
      default -> {
        walk.found().unknown(type + " " + node.type());
        yield own(kind, ObjectName.NONE);
      }
    };
  }

  private static NamedObject own(ObjectKind kind, ObjectName name) {
    return new NamedObject(kind, name, null);
  }

  private static NamedObject listed(Walk walk, String type, ObjectKind kind, List<Node> items) {
    List<String> parts = new ArrayList<>();
    boolean types = false;
    for (Node item : items) {
      if (item.is("TypeName")) {
        types = true;
        parts.add(Types.name(walk, item.claim()).toString());
      } else if (item.is("String")) {
        parts.add(item.claim().text("sval"));
      }
    }
    if (types) {
      return own(kind, ObjectName.of(String.join(type.endsWith("CAST") ? " as " : ".", parts)));
    }
    if (MEMBERS.contains(type) && parts.size() > 1) {
      ObjectName relation = Names.qualified(parts.subList(0, parts.size() - 1));
      return new NamedObject(kind, Names.member(parts), relation);
    }
    int first = OF_ACCESS_METHOD.contains(type) && parts.size() > 1 ? 1 : 0;
    return own(kind, Names.qualified(parts.subList(first, parts.size())));
  }
}
