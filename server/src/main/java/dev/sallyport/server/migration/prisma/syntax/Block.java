package dev.sallyport.server.migration.prisma.syntax;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A block of schema.prisma.
 *
 * @param kind the word before its name: {@code model}, {@code enum}, {@code datasource}
 * @param members fields or values; empty for a block of settings
 * @param settings of a datasource or a generator; empty for others
 */
public record Block(
    String kind,
    String name,
    List<Member> members,
    List<Attribute> attributes,
    Map<String, Expression> settings,
    String path,
    int line) {
  public Block {
    members = List.copyOf(members);
    attributes = List.copyOf(attributes);
    settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** The first attribute of that name. */
  public Optional<Attribute> attribute(String name) {
    return attributes.stream().filter(attribute -> attribute.name().equals(name)).findFirst();
  }

  /** A setting that is a list. */
  public List<Expression> list(String setting) {
    return settings.get(setting) instanceof Expression.Items items ? items.items() : List.of();
  }
}
