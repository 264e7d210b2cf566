package dev.sallyport.policy.sql.schema;

import dev.sallyport.policy.sql.ObjectName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A node of PostgreSQL's parse tree, with its type. Absent fields are empty, as PostgreSQL's output
 * leaves them out.
 *
 * <p>For the readers of {@code policy.sql} alone: no model of a statement shows it.
 */
public record Tree(String type, JsonNode fields) {
  private static final Tree NONE = new Tree("", MissingNode.getInstance());

  /** A child that names its own type: an object with one member. */
  public static Tree of(JsonNode wrapped) {
    if (wrapped.isObject() && wrapped.size() == 1) {
      var only = wrapped.properties().iterator().next();
      return new Tree(only.getKey(), only.getValue());
    }
    return NONE;
  }

  public boolean is(String wanted) {
    return type.equals(wanted);
  }

  public boolean exists() {
    return !type.isEmpty();
  }

  public boolean has(String field) {
    return fields.has(field);
  }

  /** A child that names its own type. */
  public Tree child(String field) {
    return of(fields.path(field));
  }

  /** A child whose type the field declares. */
  public Tree part(String field) {
    JsonNode node = fields.path(field);
    return node.isObject() ? new Tree(field, node) : NONE;
  }

  public List<Tree> children(String field) {
    List<Tree> children = new ArrayList<>();
    fields.path(field).forEach(node -> children.add(of(node)));
    return children;
  }

  public String text(String field) {
    JsonNode node = fields.path(field);
    return node.isString() ? node.stringValue() : "";
  }

  public int number(String field) {
    JsonNode node = fields.path(field);
    return node.isInt() ? node.intValue() : 0;
  }

  public boolean flag(String field) {
    return fields.path(field).asBoolean(false);
  }

  /** The texts of a list of strings. */
  public List<String> texts(String field) {
    return children(field).stream().filter(c -> c.is("String")).map(c -> c.text("sval")).toList();
  }

  /** A {@code RangeVar}'s name. */
  public ObjectName relation(String field) {
    Tree range = part(field);
    String schema = range.text("schemaname");
    return new ObjectName(schema.isEmpty() ? null : schema, range.text("relname"));
  }

  /** A name written as a list of one or more strings; the last two count. */
  public ObjectName name(String field) {
    return name(texts(field));
  }

  public static ObjectName name(List<String> parts) {
    if (parts.isEmpty()) {
      return ObjectName.NONE;
    }
    @Nullable String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : null;
    return new ObjectName(schema, parts.get(parts.size() - 1));
  }
}
