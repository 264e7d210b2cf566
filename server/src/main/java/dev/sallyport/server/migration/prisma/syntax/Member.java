package dev.sallyport.server.migration.prisma.syntax;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field of a model, or a value of an enum.
 *
 * @param type the word after the name; null for an enum's value and an unsupported type
 * @param unsupported the database's own type in {@code Unsupported("…")}; null for others
 */
public record Member(
    String name,
    @Nullable String type,
    @Nullable String unsupported,
    Arity arity,
    List<Attribute> attributes,
    int line) {
  /** How many values a field has. */
  public enum Arity {
    ONE,
    OPTIONAL,
    LIST
  }

  public Member {
    attributes = List.copyOf(attributes);
  }

  /** The attribute of that name. */
  public Optional<Attribute> attribute(String name) {
    return attributes.stream().filter(attribute -> attribute.name().equals(name)).findFirst();
  }
}
