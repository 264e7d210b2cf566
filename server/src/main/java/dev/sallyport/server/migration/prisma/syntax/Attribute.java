package dev.sallyport.server.migration.prisma.syntax;

import java.util.List;
import java.util.Optional;

/**
 * An attribute of a field or a block.
 *
 * @param name without its signs: {@code id}, {@code db.VarChar}
 * @param line counted from 1
 */
public record Attribute(String name, List<Argument> arguments, int line) {
  public Attribute {
    arguments = List.copyOf(arguments);
  }

  /** The argument of that name; empty where it is not given. */
  public Optional<Expression> named(String name) {
    return arguments.stream()
        .filter(argument -> name.equals(argument.name()))
        .map(Argument::value)
        .findFirst();
  }

  /** The argument of that name, or the first one that has none. */
  public Optional<Expression> namedOrFirst(String name) {
    return named(name)
        .or(
            () ->
                arguments.stream()
                    .filter(argument -> argument.name() == null)
                    .map(Argument::value)
                    .findFirst());
  }

  /** {@link #namedOrFirst} where it is a quoted text. */
  public Optional<String> text(String name) {
    return namedOrFirst(name).flatMap(Attribute::asText);
  }

  /** {@link #named} where it is a quoted text. */
  public Optional<String> namedText(String name) {
    return named(name).flatMap(Attribute::asText);
  }

  private static Optional<String> asText(Expression value) {
    return value instanceof Expression.Text text ? Optional.of(text.value()) : Optional.empty();
  }
}
