package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a script about some objects can reach: the objects themselves with all their parts and their
 * whole family of partitions and heirs, whatever depends on these or publishes them, and what all
 * of them need to exist. The rest of a database stays as it is and need not be on a copy.
 */
public final class Reach {
  /** They have a say in how others are made without being named by them. */
  private static final Set<FactKind> FELT_EVERYWHERE =
      EnumSet.of(FactKind.SCHEMA, FactKind.CAST, FactKind.DEFAULT_PRIVILEGES);

  private final List<Schema> sides;
  private final Set<FactKey> reached = new HashSet<>();
  private final Deque<FactKey> open = new ArrayDeque<>();

  /** By table, on either side: it leaves them where it is made anew, and they hold its columns. */
  private final Map<FactKey, Set<FactKey>> publications = new HashMap<>();

  private Reach(SchemaFacts from, SchemaFacts to) {
    this.sides = List.of(new Schema(from), new Schema(to));
    for (Schema side : sides) {
      for (Fact publication : side.facts().of(FactKind.PUBLICATION)) {
        for (FactKey table : Ties.needs(side, publication)) {
          publications.computeIfAbsent(table, key -> new HashSet<>()).add(publication.key());
        }
      }
    }
  }

  /**
   * What a script can reach.
   *
   * @param touched what differs between the two databases
   */
  public static Set<FactKey> of(Set<FactKey> touched, SchemaFacts from, SchemaFacts to) {
    Reach reach = new Reach(from, to);
    touched.forEach(reach::add);
    reach.spread(touched);
    reach.complete();
    return reach.reached;
  }

  private void add(FactKey key) {
    if (reached.add(key)) {
      open.add(key);
    }
  }

  /** From what is touched to all that may have to move with it. */
  private void spread(Set<FactKey> touched) {
    while (!open.isEmpty()) {
      FactKey key = open.remove();
      for (Schema side : sides) {
        Fact fact = side.find(key);
        if (fact != null) {
          spread(side, fact, touched.contains(key));
        }
      }
    }
  }

  private void spread(Schema side, Fact fact, boolean touched) {
    FactKey key = fact.key();
    if (key.kind() != FactKind.SCHEMA) {
      side.dependents(key).forEach(this::add);
    }
    family(side, fact);
    FactKey whole = side.whole(fact);
    if (whole != null && touched) {
      add(whole);
    } else if (whole != null) {
      Fact relation = side.find(whole);
      if (relation != null) {
        family(side, relation);
      }
    }
    if (isWhole(key.kind())) {
      parts(side, key);
      side.referencesTo(fact).forEach(this::add);
      publications.getOrDefault(key, Set.of()).forEach(this::add);
    }
  }

  private void family(Schema side, Fact fact) {
    List<FactKey> parents = side.parents(fact);
    List<FactKey> children = side.children(fact.key());
    parents.forEach(this::add);
    children.forEach(this::add);
    if (fact.kind() == FactKind.TABLE && !(parents.isEmpty() && children.isEmpty())) {
      add(fact.key());
    }
  }

  private void parts(Schema side, FactKey whole) {
    for (FactKind kind : FactKind.values()) {
      if (kind.isPart()) {
        side.parts(kind, whole).forEach(part -> add(part.key()));
      }
    }
    side.indexes(whole).forEach(index -> add(index.key()));
  }

  private static boolean isWhole(FactKind kind) {
    return kind.hasColumns() || kind == FactKind.DOMAIN;
  }

  /** Down to what all of it needs to exist. */
  private void complete() {
    open.addAll(reached);
    for (Schema side : sides) {
      side.facts().all().stream()
          .filter(fact -> FELT_EVERYWHERE.contains(fact.kind()))
          .forEach(fact -> add(fact.key()));
    }
    while (!open.isEmpty()) {
      FactKey key = open.remove();
      for (Schema side : sides) {
        Fact fact = side.find(key);
        if (fact != null) {
          needs(side, fact);
        }
      }
    }
  }

  private void needs(Schema side, Fact fact) {
    FactKey key = fact.key();
    side.needs(fact).forEach(this::add);
    Ties.needs(side, fact).forEach(this::add);
    if (isWhole(key.kind())) {
      side.columns(key).forEach(column -> add(column.key()));
    }
    if (key.kind() == FactKind.DOMAIN) {
      side.parts(FactKind.CONSTRAINT, key).forEach(part -> add(part.key()));
    }
    if (fact.textOf("replicaIdentity").startsWith("USING")) {
      side.indexes(key).forEach(index -> add(index.key()));
    }
    if (key.kind() == FactKind.INDEX && fact.text("constraint") != null) {
      add(
          FactKey.part(
              FactKind.CONSTRAINT, key.schema(), fact.textOf("table"), fact.textOf("constraint")));
    }
    if (key.kind() == FactKind.CONSTRAINT) {
      add(FactKey.of(FactKind.INDEX, key.schema(), key.name()));
    }
  }
}
