package dev.sallyport.policy.rules.yaml;

import dev.sallyport.policy.rules.yaml.Node.Entry;
import dev.sallyport.policy.rules.yaml.Node.Mapping;
import dev.sallyport.policy.rules.yaml.Node.Scalar;
import dev.sallyport.policy.rules.yaml.Node.Sequence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A section's values by key, for the second look after {@link ShapeCheck}. What is not of its shape
 * counts as absent here: it has been told already.
 */
public final class Fields {
  private final Mapping mapping;
  private final Map<String, Node> values = new HashMap<>();

  public Fields(Mapping mapping) {
    this.mapping = mapping;
    mapping.entries().forEach(entry -> values.putIfAbsent(entry.key().text(), entry.value()));
  }

  /** The fields of a node, none where it is no section. */
  public static Fields of(Node node) {
    return new Fields(
        node instanceof Mapping mapping
            ? mapping
            : new Mapping(List.of(), node.line(), node.column()));
  }

  public Mapping mapping() {
    return mapping;
  }

  public boolean has(String key) {
    return values.containsKey(key);
  }

  public Optional<Node> node(String key) {
    return Optional.ofNullable(values.get(key));
  }

  public Optional<Scalar> scalar(String key) {
    return node(key).filter(Scalar.class::isInstance).map(Scalar.class::cast);
  }

  public Optional<String> text(String key) {
    return scalar(key).map(Scalar::text);
  }

  /** The scalars of a list. */
  public List<Scalar> scalars(String key) {
    return items(key).stream().filter(Scalar.class::isInstance).map(Scalar.class::cast).toList();
  }

  public List<String> texts(String key) {
    return scalars(key).stream().map(Scalar::text).toList();
  }

  public List<Node> items(String key) {
    return node(key)
        .filter(Sequence.class::isInstance)
        .map(node -> ((Sequence) node).items())
        .orElse(List.of());
  }

  /** A whole number; empty where it is absent or none. */
  public Optional<Long> whole(String key) {
    return text(key).filter(text -> text.matches("[0-9]{1,18}")).map(Long::valueOf);
  }

  public boolean flag(String key) {
    return text(key).filter("true"::equals).isPresent();
  }

  /** The fields of the section under a key. */
  public Optional<Fields> section(String key) {
    return node(key).filter(Mapping.class::isInstance).map(node -> new Fields((Mapping) node));
  }

  /** The entries under a key that maps names to values. */
  public List<Entry> entries(String key) {
    return section(key).map(fields -> fields.mapping.entries()).orElse(List.of());
  }
}
