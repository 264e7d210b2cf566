package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.migration.diff.script.Action.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is done about every object. What comes or goes with another object, such as the columns of a
 * new table, shares that object's action.
 */
final class Actions {
  private final Schema before;
  private final Schema after;
  private final Fates fates;
  private final Creations creations;
  private final Standing standing;
  private final Drops drops;
  private final Map<Step, Map<FactKey, Action>> byStep = new EnumMap<>(Step.class);
  private final Set<Action> all = new LinkedHashSet<>();

  Actions(Schema before, Schema after, Fates fates) {
    this.before = before;
    this.after = after;
    this.fates = fates;
    this.creations = new Creations(before, after);
    this.standing = new Standing(before, after, fates);
    this.drops = new Drops(before, after, this);
    for (Step step : Step.values()) {
      byStep.put(step, new HashMap<>());
    }
  }

  Collection<Action> all() {
    return all;
  }

  Fates fates() {
    return fates;
  }

  Standing standing() {
    return standing;
  }

  Creations creations() {
    return creations;
  }

  @Nullable Action find(Step step, FactKey key) {
    return map(step).get(key);
  }

  private Map<FactKey, Action> map(Step step) {
    return Objects.requireNonNull(byStep.get(step));
  }

  /** The action of one step for an object, new where there is none. */
  Action action(Step step, FactKey key) {
    Action known = find(step, key);
    if (known == null) {
      known = new Action(step, key);
      map(step).put(key, known);
      all.add(known);
    }
    return known;
  }

  void decide() {
    List<FactKey> keys = new ArrayList<>(new TreeSet<>(fates.keys()));
    // Wholes before parts, so that parts find the action they share.
    keys.sort(java.util.Comparator.comparing((FactKey key) -> rank(key)).thenComparing(key -> key));
    for (FactKey key : keys) {
      decide(key, before.find(key), after.find(key));
    }
  }

  private static int rank(FactKey key) {
    return switch (key.kind()) {
      case COLUMN -> 1;
      case CONSTRAINT -> 2;
      case INDEX -> 3;
      case TRIGGER, RULE, POLICY -> 4;
      default -> 0;
    };
  }

  private void decide(FactKey key, @Nullable Fact was, @Nullable Fact is) {
    Fate fate = fates.of(key);
    if (key.kind() == FactKind.DEFAULT_PRIVILEGES) {
      boolean schemaGoes =
          !key.schema().isEmpty()
              && fates.of(FactKey.of(FactKind.SCHEMA, "", key.schema())) == Fate.DROPPED;
      if (fate != Fate.KEPT && !schemaGoes) {
        action(Step.LAST, key).addAll(DefaultPrivileges.between(was, is, key));
      }
      return;
    }
    if (key.kind() == FactKind.UNMODELLED || isOfReplacedDomain(is) || isOfReplacedDomain(was)) {
      return;
    }
    FactKey other = fates.becomes(key);
    if (was != null && is == null && !other.equals(key)) {
      new TypeActions(before, after, this).replace(was, Objects.requireNonNull(after.find(other)));
      share(Step.CREATE, other, find(Step.ALTER, key));
      share(Step.ALTER, other, find(Step.ALTER, key));
      return;
    }
    if (was == null && fates.isReplaced(key)) {
      return;
    }
    switch (fate) {
      case DROPPED -> drops.drop(Objects.requireNonNull(was));
      case MADE -> make(Objects.requireNonNull(is));
      case MADE_AGAIN -> {
        drops.drop(Objects.requireNonNull(was));
        make(Objects.requireNonNull(is));
      }
      case CHANGED -> change(Objects.requireNonNull(was), Objects.requireNonNull(is));
      case KEPT -> {
        if (fates.isReleased(key)) {
          change(Objects.requireNonNull(was), Objects.requireNonNull(is));
        }
      }
    }
    Ties.add(this, before, after, was, is);
  }

  private boolean isOfReplacedDomain(@Nullable Fact fact) {
    return fact != null
        && fact.is("domain")
        && fates.isReplaced(FactKey.of(FactKind.DOMAIN, fact.key().schema(), fact.key().of()));
  }

  /** What comes or goes with something else has its action. */
  void share(Step step, FactKey key, @Nullable Action action) {
    if (action != null) {
      map(step).put(key, action);
    }
  }

  private void make(Fact fact) {
    FactKey key = fact.key();
    FactKey with = Companions.comesWith(after, this, fact);
    if (with != null && !standing.isOnItsOwn(fact)) {
      Action shared = find(Step.CREATE, with);
      share(Step.CREATE, key, shared);
      if (key.kind() == FactKind.INDEX && shared != null) {
        shared.addAll(Companions.finishIndex(fact));
      }
      return;
    }
    if (Companions.isNobodysToMake(after, fact) && !standing.isOnItsOwn(fact)) {
      List<String> own = Heirs.enabled(after, fact);
      if (!own.isEmpty()) {
        action(Step.TIE, key).addAll(own);
      }
      return;
    }
    BaseTypes.announce(fact, this);
    action(Step.CREATE, key).addAll(creations.of(fact));
    if (key.kind() == FactKind.TABLE) {
      boolean anew = fates.rebuilds().contains(key);
      Action last = action(anew ? Step.COPY : Step.CREATE, key);
      if (anew) {
        new RebuildSql(before, after, fates).home(key, last);
      }
      last.addAll(creations.finish(fact));
    }
  }

  private void change(Fact was, Fact is) {
    FactKey key = is.key();
    if (key.kind() == FactKind.COLUMN) {
      changeColumn(was, is);
      return;
    }
    if (fates.isReplaced(key)) {
      new TypeActions(before, after, this).replace(was, is);
      return;
    }
    List<String> sql = new ArrayList<>();
    if (key.kind() == FactKind.ENUM) {
      sql.addAll(TypeReplacement.newLabels(was, is));
    }
    sql.addAll(Alterations.of(was, is));
    if (key.kind() == FactKind.INDEX) {
      TableAlterations.parameters(
          was.texts("options"), is.texts("options"), "ALTER INDEX " + Sql.qualified(key), sql);
    }
    if (!sql.isEmpty()) {
      action(Step.ALTER, key).addAll(sql);
    }
  }

  private void changeColumn(Fact was, Fact is) {
    FactKey key = is.key();
    if (is.is("view")) {
      FactKey view = after.whole(is);
      boolean materialized = view != null && view.kind() == FactKind.MATERIALIZED_VIEW;
      List<String> sql = Columns.changesOfView(was, is, materialized, owner(is));
      if (!sql.isEmpty()) {
        action(Step.ALTER, key).addAll(sql);
      }
      return;
    }
    if (was.is("inherited")
        && standing.stays(is)
        && Companions.changesWithParent(after, this, is)) {
      List<String> decorations = Decorations.between(was, is, owner(is));
      if (!decorations.isEmpty()) {
        action(Step.ALTER, key).addAll(decorations);
      }
      return;
    }
    ColumnAlterations column = new ColumnAlterations(was, is, fates.isReleased(key), owner(is));
    List<String> first = column.before();
    if (!first.isEmpty()) {
      action(Step.RELEASE, key).addAll(first);
    }
    List<String> then = column.then();
    if (then.isEmpty()) {
      return;
    }
    Action action = action(Step.ALTER, key);
    String loses =
        ColumnAlterations.changesType(was, is)
            ? Casts.loss(was.textOf("type"), is.textOf("type"))
            : null;
    for (String sql : then) {
      if (loses != null && sql.contains(" TYPE ")) {
        action.addLosing(sql, key.words() + ": " + loses);
      } else {
        action.add(sql);
      }
    }
  }

  /** Who owns the relation of a column. */
  private String owner(Fact column) {
    FactKey key = after.whole(column);
    Fact relation = key == null ? null : after.find(key);
    return relation == null ? "" : relation.textOf("owner");
  }
}
