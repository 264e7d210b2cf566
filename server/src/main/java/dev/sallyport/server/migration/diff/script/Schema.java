package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts, found by table and by dependency. */
final class Schema {
  private record Place(FactKind kind, String schema, String of) {}

  private final SchemaFacts facts;
  private final Map<Place, List<Fact>> parts = new HashMap<>();
  private final Map<Place, List<Fact>> indexes = new HashMap<>();
  private final Map<String, FactKey> relations = new HashMap<>();
  private final Map<FactKey, Set<FactKey>> dependents = new HashMap<>();
  private final Map<FactKey, List<FactKey>> children = new HashMap<>();
  private final Map<FactKey, List<FactKey>> references = new HashMap<>();

  Schema(SchemaFacts facts) {
    this.facts = facts;
    for (Fact fact : facts.all()) {
      FactKey key = fact.key();
      if (key.kind().isPart()) {
        place(parts, new Place(key.kind(), key.schema(), key.of()), fact);
      }
      if (key.kind() == FactKind.INDEX) {
        place(indexes, new Place(FactKind.INDEX, key.schema(), fact.textOf("table")), fact);
      }
      if (ObjectTerms.isRelation(key.kind())) {
        relations.put(key.schema() + "\0" + key.name(), key);
      }
    }
    for (Fact fact : facts.all()) {
      parents(fact)
          .forEach(
              parent -> children.computeIfAbsent(parent, p -> new ArrayList<>()).add(fact.key()));
      FactKey referenced =
          fact.text("references") == null ? null : relation(fact.textOf("references"));
      if (referenced != null) {
        references.computeIfAbsent(referenced, r -> new ArrayList<>()).add(fact.key());
      }
    }
    for (Fact publication : facts.of(FactKind.PUBLICATION)) {
      for (FactKey column : Publications.columns(this, publication)) {
        dependents.computeIfAbsent(column, n -> new HashSet<>()).add(publication.key());
      }
    }
    facts
        .needs()
        .forEach(
            (key, needed) ->
                needed.forEach(
                    one -> dependents.computeIfAbsent(one, n -> new HashSet<>()).add(key)));
  }

  private static void place(Map<Place, List<Fact>> places, Place place, Fact fact) {
    places.computeIfAbsent(place, p -> new ArrayList<>()).add(fact);
  }

  SchemaFacts facts() {
    return facts;
  }

  @Nullable Fact find(FactKey key) {
    return facts.find(key);
  }

  /** The columns of a relation, by name. */
  List<Fact> columns(FactKey relation) {
    return parts(FactKind.COLUMN, relation);
  }

  /** The parts of one kind of a relation or domain, by name. */
  List<Fact> parts(FactKind kind, FactKey of) {
    return parts.getOrDefault(new Place(kind, of.schema(), of.name()), List.of());
  }

  /** The indexes of a table, by name. */
  List<Fact> indexes(FactKey table) {
    return indexes.getOrDefault(new Place(FactKind.INDEX, table.schema(), table.name()), List.of());
  }

  /** The relation of a name as {@code regclass} writes it. */
  @Nullable FactKey relation(String written) {
    List<String> names = Sql.parts(written);
    return names.size() < 2 ? null : relation(names.get(0), names.get(1));
  }

  @Nullable FactKey relation(String schema, String name) {
    return relations.get(schema + "\0" + name);
  }

  /**
   * The tables that a table inherits from or is a part of; the index that an index is a part of.
   */
  List<FactKey> parents(Fact fact) {
    List<String> written =
        fact.kind() == FactKind.INDEX && fact.text("parent") != null
            ? List.of(fact.textOf("parent"))
            : fact.texts("parents");
    List<FactKey> parents = new ArrayList<>();
    for (String name : written) {
      FactKey key = relation(name);
      if (key != null) {
        parents.add(key);
      }
    }
    return parents;
  }

  /** The parts and heirs of a table, or of a partitioned index. */
  List<FactKey> children(FactKey key) {
    return children.getOrDefault(key, List.of());
  }

  /** The foreign keys to a table, or to one that it is a part of. */
  List<FactKey> referencesTo(Fact table) {
    List<FactKey> found = new ArrayList<>(references.getOrDefault(table.key(), List.of()));
    if (table.text("bound") != null) {
      for (FactKey parent : parents(table)) {
        Fact whole = find(parent);
        if (whole != null) {
          found.addAll(referencesTo(whole));
        }
      }
    }
    return found;
  }

  /** What an object needs: as PostgreSQL says, and the relation or domain that it is a part of. */
  Set<FactKey> needs(Fact fact) {
    FactKey key = fact.key();
    Set<FactKey> needs = new LinkedHashSet<>(facts.needsOf(key));
    FactKey whole = whole(fact);
    if (whole != null) {
      needs.add(whole);
    }
    if (key.kind() == FactKind.PUBLICATION) {
      needs.addAll(Publications.columns(this, fact));
    }
    if (!key.schema().isEmpty()) {
      needs.add(FactKey.of(FactKind.SCHEMA, "", key.schema()));
    }
    return needs;
  }

  /** The relation or domain that something is a part of, or an index is on. */
  @Nullable FactKey whole(Fact fact) {
    FactKey key = fact.key();
    if (fact.is("domain")) {
      return FactKey.of(FactKind.DOMAIN, key.schema(), key.of());
    }
    if (key.kind().isPart()) {
      return relation(key.schema(), key.of());
    }
    return key.kind() == FactKind.INDEX ? relation(key.schema(), fact.textOf("table")) : null;
  }

  /** What needs an object, as PostgreSQL says. */
  Set<FactKey> dependents(FactKey key) {
    return dependents.getOrDefault(key, Set.of());
  }
}
