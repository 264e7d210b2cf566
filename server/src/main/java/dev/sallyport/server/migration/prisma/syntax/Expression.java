package dev.sallyport.server.migration.prisma.syntax;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value in schema.prisma. */
public sealed interface Expression {
  /** A quoted text, its escapes resolved. */
  record Text(String value) implements Expression {}

  /** A number, digit for digit. */
  record Number(String digits) implements Expression {}

  /** A bare word: a field, an enum's value, {@code true}. */
  record Word(String name) implements Expression {}

  /** A word with arguments: {@code now()}, {@code title(sort: Desc)}. */
  record Call(String name, List<Argument> arguments) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** A list in brackets. */
  record Items(List<Expression> items) implements Expression {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** An object in braces. */
  record Entries(Map<String, Expression> entries) implements Expression {
    public Entries {
      entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }
}
