package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Reference;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the tree of one statement: hands each node to the visitor that knows it, and carries
 * what visitors share. A node without visitor stays unclaimed, and so makes the statement unknown.
 */
final class Walk {
  private final Bodies bodies;
  private final String text;
  private final Findings found = new Findings();
  private Scope scope = new Scope(null);
  private @Nullable String schema;

  /**
   * @param bodies reads what stands in strings
   * @param text the statement's own text
   */
  Walk(Bodies bodies, String text) {
    this.bodies = bodies;
    this.text = text;
  }

  /** The statement's own text. */
  String text() {
    return text;
  }

  Findings found() {
    return found;
  }

  Scope scope() {
    return scope;
  }

  /** Reads the bodies of functions and DO blocks. */
  Bodies bodies() {
    return bodies;
  }

  /** Visits a statement, or a query within one. */
  void statement(@Nullable Node node) {
    visit(Visitors::ofStatement, node);
  }

  /** Visits an expression, in whatever position it stands. */
  void expression(@Nullable Node node) {
    visit(Visitors::ofExpression, node);
  }

  void expressions(List<Node> nodes) {
    nodes.forEach(this::expression);
  }

  /** Visits an element of a FROM clause. */
  void fromItem(@Nullable Node node) {
    visit(Visitors::ofFromItem, node);
  }

  private void visit(Visitors.Family family, @Nullable Node node) {
    if (node == null) {
      return;
    }
    Visitor visitor = family.of(node.type());
    if (visitor != null) {
      visitor.visit(this, node.claim());
    }
  }

  /** Runs a part of the walk in a query level of its own. */
  void inner(Runnable part) {
    Scope outer = scope;
    scope = new Scope(outer);
    part.run();
    scope = outer;
  }

  /** Runs a part of the walk that sees nothing of the levels around it. */
  void apart(Runnable part) {
    Scope outer = scope;
    scope = new Scope(null);
    part.run();
    scope = outer;
  }

  /** Walks a part whose effects carry these qualifiers, such as the actions of a rule. */
  void qualified(Visitor part, Node node, Qualifier... qualifiers) {
    Walk within = new Walk(bodies, text);
    within.schema = schema;
    part.visit(within, node);
    found.addAll(within.found.finish(), qualifiers);
  }

  /** Runs a part where relations without schema belong to this one. */
  void inSchema(String name, Runnable part) {
    schema = name;
    part.run();
    schema = null;
  }

  /** The name of a relation in a field that declares a RangeVar. */
  ObjectName relation(Node node, String field) {
    Node rangeVar = node.part(field);
    return rangeVar == null ? ObjectName.NONE : relation(rangeVar);
  }

  /** The name of a RangeVar, noted for the catalog to resolve. */
  ObjectName relation(Node rangeVar) {
    ObjectName written = Names.relation(rangeVar);
    ObjectName name = written.schema() == null ? ObjectName.of(schema, written.name()) : written;
    found.reference(new Reference.Relation(name));
    return name;
  }

  void effect(EffectKind kind, ObjectKind objectKind, ObjectName name, Qualifier... qualifiers) {
    found.add(kind, objectKind, name, qualifiers);
  }

  void effect(EffectKind kind, ObjectKind objectKind, ObjectName name, Set<Qualifier> qualifiers) {
    found.add(new Effect(kind, objectKind, name, Set.of(), qualifiers));
  }

  void effect(EffectKind kind) {
    found.add(Effect.of(kind));
  }
}
