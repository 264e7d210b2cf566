package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.migration.prisma.datamodel.ConstraintNames;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.ForeignKey;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Name;
import dev.sallyport.server.migration.prisma.syntax.Block;
import dev.sallyport.server.migration.prisma.syntax.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The relation fields of every model: both ends of each foreign key, and lists on both sides. */
final class RelationDraft {
  private static final Map<String, String> ACTIONS =
      Map.of(
          "CASCADE", "Cascade",
          "RESTRICT", "Restrict",
          "NO ACTION", "NoAction",
          "SET NULL", "SetNull",
          "SET DEFAULT", "SetDefault");

  private final LiveDatabase live;
  private final ExistingSchema existing;
  private final DraftNames names;
  private final Map<Name, Block> models;
  private final Map<Name, List<RelationField>> fields = new HashMap<>();
  private final Map<Set<Name>, Integer> between = new HashMap<>();
  private final Set<Member> used = new HashSet<>();
  private final List<String> untold = new ArrayList<>();

  RelationDraft(
      LiveDatabase live, ExistingSchema existing, DraftNames names, List<Joins.Join> joins) {
    this.live = live;
    this.existing = existing;
    this.names = names;
    this.models = existing.named("model");
    List<Joins.Join> pairs = List.copyOf(joins);
    for (LiveTable table : live.tables()) {
      keys(table).forEach(key -> count(table.name(), key.target()));
    }
    pairs.forEach(join -> count(join.a(), join.b()));
    for (LiveTable table : live.tables()) {
      keys(table).forEach(key -> relate(table, key));
    }
    pairs.forEach(this::relate);
  }

  /** A model's relation fields. */
  List<RelationField> of(Name table) {
    return fields.getOrDefault(table, List.of());
  }

  /** Foreign keys that a Prisma schema has no words for. */
  List<String> untold() {
    return untold;
  }

  private List<ForeignKey> keys(LiveTable table) {
    return names.isModel(table.name())
        ? table.foreignKeys().stream().filter(key -> isSayable(table, key)).toList()
        : List.of();
  }

  private boolean isSayable(LiveTable table, ForeignKey key) {
    boolean sayable =
        names.isModel(key.target())
            && live.table(key.target()).filter(t -> t.isUnique(key.targetColumns())).isPresent();
    String words = "foreign key `" + key.name() + "` of `" + table.name().name() + "`";
    if (!sayable && !untold.contains(words)) {
      untold.add(words);
    }
    return sayable;
  }

  private void count(Name one, Name other) {
    between.merge(Set.copyOf(List.of(one, other)), 1, Integer::sum);
  }

  private boolean isAmbiguous(Name one, Name other) {
    return one.equals(other) || between.getOrDefault(Set.copyOf(List.of(one, other)), 0) > 1;
  }

  private void relate(LiveTable table, ForeignKey key) {
    Name target = key.target();
    boolean self = target.equals(table.name());
    String model = names.model(table.name());
    String other = names.model(target);
    List<String> own = names.fields(table.name(), key.columns());
    Member here =
        take(
            table.name(),
            m ->
                m.type() != null
                    && m.type().equals(other)
                    && ExistingSchema.fields(m, "fields").equals(own));
    String relation =
        here != null
            ? ExistingSchema.relationName(here)
            : isAmbiguous(table.name(), target)
                ? model + "_" + String.join("_", own) + "To" + other
                : "";
    Member there =
        here == null
            ? null
            : take(
                target,
                m ->
                    m.type() != null
                        && m.type().equals(model)
                        && ExistingSchema.relationName(m).equals(relation)
                        && ExistingSchema.fields(m, "fields").isEmpty());
    boolean optional =
        key.columns().stream().anyMatch(c -> !table.column(c).orElseThrow().required());
    String behind = relation.isEmpty() ? "" : "_" + relation;
    add(
        table.name(),
        here,
        other + behind,
        other + (optional ? "?" : ""),
        attribute(relation, table, key, own, optional) + ignored(target),
        here != null
            && isSame(table.name(), key)
            && !(optional && here.arity() == Member.Arity.ONE));
    boolean one = table.isUnique(key.columns());
    add(
        target,
        there,
        (self ? "other_" : "") + model + behind,
        model + (one ? "?" : "[]"),
        (relation.isEmpty() ? "" : "@relation(" + DefaultWords.quoted(relation) + ")")
            + ignored(table.name()),
        there != null && (there.arity() == Member.Arity.LIST) != one);
  }

  private void relate(Joins.Join join) {
    String a = names.model(join.a());
    String b = names.model(join.b());
    boolean self = join.a().equals(join.b());
    String implied = a + "To" + b;
    boolean named = self || isAmbiguous(join.a(), join.b()) || !join.relation().equals(implied);
    Predicate<Member> is =
        m ->
            m.arity() == Member.Arity.LIST
                && (ExistingSchema.relationName(m).isEmpty()
                        ? implied
                        : ExistingSchema.relationName(m))
                    .equals(join.relation());
    Member here = take(join.a(), m -> is.test(m) && b.equals(m.type()));
    Member there = take(join.b(), m -> is.test(m) && a.equals(m.type()));
    String attribute = named ? "@relation(" + DefaultWords.quoted(join.relation()) + ")" : "";
    String behind = named && isAmbiguous(join.a(), join.b()) ? "_" + join.relation() : "";
    add(join.a(), here, b + behind + (self ? "_A" : ""), b + "[]", attribute, here != null);
    add(join.b(), there, a + behind + (self ? "_B" : ""), a + "[]", attribute, there != null);
  }

  /** The relation field of the existing schema that stands for this, each one once. */
  private @Nullable Member take(Name table, Predicate<Member> is) {
    Block model = models.get(table);
    Optional<Member> found =
        model == null
            ? Optional.empty()
            : model.members().stream()
                .filter(m -> !used.contains(m) && existing.isRelation(m) && is.test(m))
                .findFirst();
    found.ifPresent(used::add);
    return found.orElse(null);
  }

  private void add(
      Name table,
      @Nullable Member had,
      String wanted,
      String type,
      String attributes,
      boolean same) {
    String name = had == null ? names.relationField(table, wanted) : had.name();
    fields
        .computeIfAbsent(table, key -> new ArrayList<>())
        .add(
            new RelationField(
                name, type, attributes.strip(), same ? had : null, same ? null : had));
  }

  /** Whether the existing schema says this very key. */
  private boolean isSame(Name table, ForeignKey key) {
    Block model = models.get(table);
    Datamodel.Table said = model == null ? null : existing.table(model);
    return said != null
        && said.foreignKeys().stream()
            .anyMatch(
                one ->
                    one.name().equals(key.name())
                        && one.columns().equals(key.columns())
                        && one.target().name().equals(key.target().name())
                        && one.targetColumns().equals(key.targetColumns())
                        && one.onDelete().equals(key.onDelete())
                        && one.onUpdate().equals(key.onUpdate()));
  }

  /** A field that stands for a model without identity is ignored along with it. */
  private String ignored(Name table) {
    Block model = models.get(table);
    boolean sound = live.table(table).filter(LiveTable::hasIdentity).isPresent();
    return !sound && (model == null || model.attribute("ignore").isEmpty()) ? " @ignore" : "";
  }

  private String attribute(
      String relation, LiveTable table, ForeignKey key, List<String> own, boolean optional) {
    List<String> arguments = new ArrayList<>();
    if (!relation.isEmpty()) {
      arguments.add(DefaultWords.quoted(relation));
    }
    arguments.add("fields: [" + String.join(", ", own) + "]");
    arguments.add(
        "references: [" + String.join(", ", names.fields(key.target(), key.targetColumns())) + "]");
    boolean someRequired =
        key.columns().stream().anyMatch(c -> table.column(c).orElseThrow().required());
    if (!key.onDelete().equals(!optional || someRequired ? "RESTRICT" : "SET NULL")) {
      arguments.add("onDelete: " + ACTIONS.get(key.onDelete()));
    }
    if (!key.onUpdate().equals("CASCADE")) {
      arguments.add("onUpdate: " + ACTIONS.get(key.onUpdate()));
    }
    if (!key.name().equals(ConstraintNames.foreignKey(table.name().name(), key.columns()))) {
      arguments.add("map: " + DefaultWords.quoted(key.name()));
    }
    return "@relation(" + String.join(", ", arguments) + ")";
  }
}
