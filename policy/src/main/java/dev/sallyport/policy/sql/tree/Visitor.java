package dev.sallyport.policy.sql.tree;

/** Knows one type of node: takes its fields, visits its children, tells what it does. */
@FunctionalInterface
interface Visitor {
  void visit(Walk walk, Node node);
}
