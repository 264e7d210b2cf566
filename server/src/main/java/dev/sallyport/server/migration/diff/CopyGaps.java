package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.diff.ObjectDifference.Change;
import dev.sallyport.server.migration.diff.ObjectDifference.PropertyChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a copy is not what it was made of. A script that is proven on such a copy is proven for
 * another database, so a gap in what the script is about refuses it.
 */
final class CopyGaps {
  /** SQL that PostgreSQL prints, each major in its own way. */
  private static final Set<String> PRINTED =
      Set.of(
          "definition",
          "default",
          "generated",
          "using",
          "check",
          "bound",
          "partitionedBy",
          "tables",
          "loose",
          "attributes");

  private static final int OLDEST_WITH_UNLOGGED_SEQUENCES = 15;

  /** From then on, parts have the identity columns of their partitioned table. */
  private static final int OLDEST_WITH_IDENTITY_OF_PARTS = 17;

  private CopyGaps() {}

  /** What differs between a database and its copy, beyond how the majors print and name. */
  static List<ObjectDifference> between(SchemaFacts real, SchemaFacts copy, Comparing comparing) {
    List<ObjectDifference> all = SchemaDifference.between(real, copy, comparing).objects();
    if (real.majorVersion() == copy.majorVersion()) {
      return all;
    }
    List<ObjectDifference> gaps = new ArrayList<>();
    for (ObjectDifference gap : all) {
      boolean unlogged = real.majorVersion() >= OLDEST_WITH_UNLOGGED_SEQUENCES;
      boolean printed = gap.key().kind() != FactKind.COLLATION;
      List<PropertyChange> changes =
          gap.properties().stream()
              .filter(change -> counts(change) || !printed && change.name().equals("definition"))
              .filter(change -> unlogged || !change.name().equals("logged"))
              .filter(change -> !isOfParts(change, gap, real, copy))
              .toList();
      if (gap.change() != Change.CHANGED || !changes.isEmpty()) {
        gaps.add(new ObjectDifference(gap.key(), gap.change(), changes));
      }
    }
    return gaps;
  }

  private static boolean isOfParts(
      PropertyChange change, ObjectDifference gap, SchemaFacts real, SchemaFacts copy) {
    Fact column = real.find(gap.key());
    return change.name().equals("identity")
        && change.before() == null
        && column != null
        && column.is("inherited")
        && real.majorVersion() < OLDEST_WITH_IDENTITY_OF_PARTS
        && copy.majorVersion() >= OLDEST_WITH_IDENTITY_OF_PARTS;
  }

  private static boolean counts(PropertyChange change) {
    boolean both = change.before() != null && change.after() != null;
    if (both && PRINTED.contains(change.name())) {
      return false;
    }
    if (change.name().startsWith("notNull") && !change.name().equals("notNull")) {
      // PostgreSQL 18 gave them names.
      return false;
    }
    return switch (change.name()) {
      case "privileges", "grants", "usual" ->
          !Objects.equals(known(change.before()), known(change.after()));
      case "multirange" -> both;
      default -> true;
    };
  }

  /** Privileges without the one that came with PostgreSQL 17. */
  private static SortedMap<String, List<String>> known(@Nullable Object privileges) {
    SortedMap<String, List<String>> known = new TreeMap<>();
    if (privileges instanceof Map<?, ?> map) {
      map.forEach(
          (who, what) -> {
            if (what instanceof List<?> list) {
              List<String> kept =
                  list.stream()
                      .map(String::valueOf)
                      .filter(one -> !one.startsWith("MAINTAIN"))
                      .toList();
              known.put(String.valueOf(who), kept);
            }
          });
    }
    return known;
  }

  /** The goal, with these objects as the copy has them: no script is to be about them. */
  static SchemaFacts asCopied(SchemaFacts goal, Set<FactKey> keys, SchemaFacts copy) {
    SortedMap<FactKey, Fact> objects = new TreeMap<>(goal.objects());
    for (FactKey key : keys) {
      Fact fact = copy.find(key);
      if (fact == null) {
        objects.remove(key);
      } else {
        objects.put(key, fact);
      }
    }
    return new SchemaFacts(goal.serverVersion(), objects, goal.needs(), goal.stamp());
  }
}
