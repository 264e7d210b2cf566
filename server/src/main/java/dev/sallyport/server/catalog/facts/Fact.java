package dev.sallyport.server.catalog.facts;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One object of a database with its properties.
 *
 * @param properties by name: texts, truth values, numbers, lists and maps of them. What PostgreSQL
 *     takes for granted (no comment, the default storage) is left out
 */
public record Fact(FactKey key, SortedMap<String, Object> properties) {
  public Fact {
    properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
  }

  public FactKind kind() {
    return key.kind();
  }

  /** The SQL that PostgreSQL prints for the object, or for its heart; null where it has none. */
  public @Nullable String definition() {
    return text("definition");
  }

  /** A property as text; null where it is absent. */
  public @Nullable String text(String property) {
    Object value = properties.get(property);
    return value == null ? null : String.valueOf(value);
  }

  /** A property as text; empty where it is absent. */
  public String textOf(String property) {
    Object value = properties.get(property);
    return value == null ? "" : String.valueOf(value);
  }

  /** A property as a whole number; 0 where it is absent. */
  public int number(String property) {
    return properties.get(property) instanceof Number number ? number.intValue() : 0;
  }

  /** A property as a whole number of any size; 0 where it is absent. */
  public long whole(String property) {
    return properties.get(property) instanceof Number number ? number.longValue() : 0;
  }

  /** Whether a property is there and true. */
  public boolean is(String property) {
    return Boolean.TRUE.equals(properties.get(property));
  }

  /** A property as a list; empty where it is absent. */
  public List<String> texts(String property) {
    return properties.get(property) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** A property as a map of texts; empty where it is absent. */
  public SortedMap<String, Object> map(String property) {
    SortedMap<String, Object> found = new TreeMap<>();
    if (properties.get(property) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> found.put(String.valueOf(key), value));
    }
    return found;
  }

  /**
   * Whether two values of a property say the same; the order of storage parameters is no matter.
   */
  public static boolean same(String property, @Nullable Object one, @Nullable Object other) {
    return Objects.equals(one, other)
        || (property.equals("options") || property.equals("toastOptions"))
            && one instanceof List<?> some
            && other instanceof List<?> others
            && Set.copyOf(some).equals(Set.copyOf(others));
  }

  /** The same object with one property more, or another value of it. */
  Fact with(String property, Object value) {
    TreeMap<String, Object> more = new TreeMap<>(properties);
    more.put(property, value);
    return new Fact(key, more);
  }
}
