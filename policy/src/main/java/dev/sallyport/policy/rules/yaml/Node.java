package dev.sallyport.policy.rules.yaml;

import java.util.List;

/** A value of a YAML file that knows where it stands. */
public sealed interface Node {
  /** From 1. */
  int line();

  /** From 1, in code points. */
  int column();

  /** What the file has there, for messages: the scalar's text, or the kind of collection. */
  String text();

  /** How YAML itself reads a scalar. */
  enum ScalarKind {
    TEXT,
    NUMBER,
    TRUTH,
    NOTHING
  }

  /** A single word, number or text. */
  record Scalar(String text, ScalarKind kind, int line, int column) implements Node {}

  /** A list. */
  record Sequence(List<Node> items, int line, int column) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String text() {
      return "a list";
    }
  }

  /** Keys and values, in the file's order, repeated keys included. */
  record Mapping(List<Entry> entries, int line, int column) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String text() {
      return "keys and values";
    }
  }

  /** One key and its value. */
  record Entry(Scalar key, Node value) {}
}
