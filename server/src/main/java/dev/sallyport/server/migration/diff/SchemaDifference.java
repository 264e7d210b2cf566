package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.diff.ObjectDifference.Change;
import dev.sallyport.server.migration.diff.ObjectDifference.PropertyChange;
import jakarta.json.JsonPatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that differs between two databases, by object.
 *
 * @param before reduced to what counts
 * @param after reduced to what counts
 */
public record SchemaDifference(
    SchemaFacts before, SchemaFacts after, List<ObjectDifference> objects) {
  public SchemaDifference {
    objects = List.copyOf(objects);
  }

  /** Compares two databases; the second is what the first should become. */
  public static SchemaDifference between(SchemaFacts from, SchemaFacts to, Comparing comparing) {
    Set<String> hidden = Hidden.between(from, to);
    SchemaFacts before = Hidden.without(comparing.reduce(from), hidden);
    SchemaFacts after = Hidden.without(comparing.reduce(to), hidden);
    List<ObjectDifference> differences = new ArrayList<>();
    TreeSet<FactKey> keys = new TreeSet<>(before.objects().keySet());
    keys.addAll(after.objects().keySet());
    for (FactKey key : keys) {
      difference(key, before.find(key), after.find(key)).ifPresent(differences::add);
    }
    return new SchemaDifference(before, after, differences);
  }

  private static Optional<ObjectDifference> difference(
      FactKey key, @Nullable Fact before, @Nullable Fact after) {
    if (before == null) {
      return Optional.of(new ObjectDifference(key, Change.ADDED, List.of()));
    }
    if (after == null) {
      return Optional.of(new ObjectDifference(key, Change.REMOVED, List.of()));
    }
    List<PropertyChange> changes = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(before.properties().keySet());
    names.addAll(after.properties().keySet());
    for (String name : names) {
      Object was = before.properties().get(name);
      Object is = after.properties().get(name);
      if (!Fact.same(name, was, is) && Comparing.counts(key.kind(), name)) {
        changes.add(new PropertyChange(name, was, is));
      }
    }
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(new ObjectDifference(key, Change.CHANGED, changes));
  }

  public boolean isEmpty() {
    return objects.isEmpty();
  }

  /**
   * One line for each object, such as {@code table `public.users` is added}; parts of what comes or
   * goes as a whole are not told apart.
   */
  public List<String> words() {
    return told().stream().map(ObjectDifference::words).toList();
  }

  /** The objects that differ, without the parts of what comes or goes as a whole. */
  public List<ObjectDifference> told() {
    Set<String> wholes = new HashSet<>();
    for (ObjectDifference difference : objects) {
      if (!difference.key().kind().isPart()) {
        FactKey key = difference.key();
        wholes.add(difference.change() + key.schema() + "\0" + key.name());
      }
    }
    return objects.stream().filter(difference -> !goesWithItsOwner(difference, wholes)).toList();
  }

  private boolean goesWithItsOwner(ObjectDifference difference, Set<String> wholes) {
    if (difference.change() == Change.CHANGED) {
      return false;
    }
    FactKey key = difference.key();
    Fact fact = difference.change() == Change.ADDED ? after.find(key) : before.find(key);
    String owner = key.of().isEmpty() && fact != null ? fact.textOf("table") : key.of();
    return !owner.isEmpty() && wholes.contains(difference.change() + key.schema() + "\0" + owner);
  }

  /**
   * RFC 6902: from the facts of the first to those of the second, as {@link FactsJson} has them.
   */
  public JsonPatch patch() {
    return FactsJson.patch(this);
  }
}
