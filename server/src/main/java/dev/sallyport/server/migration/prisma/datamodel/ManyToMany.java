package dev.sallyport.server.migration.prisma.datamodel;

import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Column;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.ForeignKey;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Index;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Key;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Name;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Table;
import dev.sallyport.server.migration.prisma.syntax.Block;
import dev.sallyport.server.migration.prisma.syntax.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The tables between two models that hold lists of each other. */
final class ManyToMany {
  /** From this version on such a table has a primary key; before, a unique index. */
  private static final int WITH_PRIMARY_KEY = 6;

  private final Blocks blocks;
  private final int major;
  private final BiFunction<Block, Member, String> typeOf;

  /**
   * @param major Prisma's major version
   * @param typeOf the type of a field as SQL
   */
  ManyToMany(Blocks blocks, int major, BiFunction<Block, Member, String> typeOf) {
    this.blocks = blocks;
    this.major = major;
    this.typeOf = typeOf;
  }

  private record End(Block model, Member field) {}

  /** The two ends, the one that column A refers to first. */
  private record Pair(End a, End b) {
    static Pair of(End one, End other) {
      boolean inOrder =
          one.model() == other.model()
              ? one.field().name().compareTo(other.field().name()) > 0
              : one.model().name().compareTo(other.model().name()) < 0;
      return inOrder ? new Pair(one, other) : new Pair(other, one);
    }
  }

  List<Table> tables() {
    Map<String, List<End>> relations = new LinkedHashMap<>();
    for (Block model : blocks.models()) {
      for (Member field : model.members()) {
        Block target = blocks.model(field.type());
        if (target != null && field.arity() == Member.Arity.LIST) {
          relations
              .computeIfAbsent(key(model, target, field), k -> new ArrayList<>())
              .add(new End(model, field));
        }
      }
    }
    List<Block> order = new ArrayList<>();
    blocks.models().forEach(order::add);
    return relations.values().stream()
        .filter(ends -> ends.size() == 2)
        .map(ends -> Pair.of(ends.get(0), ends.get(1)))
        .sorted(Comparator.comparing(pair -> order.indexOf(pair.a().model())))
        .map(pair -> table(pair.a(), pair.b()))
        .toList();
  }

  /** Two models may be related more than once, and one name be used between different models. */
  private static String key(Block model, Block target, Member field) {
    List<String> names = List.of(model.name(), target.name()).stream().sorted().toList();
    return nameOf(model, field) + " " + names;
  }

  private static String nameOf(Block model, Member field) {
    String type = String.valueOf(field.type());
    boolean first = model.name().compareTo(type) <= 0;
    String implied = first ? model.name() + "To" + type : type + "To" + model.name();
    return field.attribute("relation").flatMap(relation -> relation.text("name")).orElse(implied);
  }

  private Table table(End endA, End endB) {
    Block a = endA.model();
    Block b = endB.model();
    String name = "_" + nameOf(a, endA.field());
    List<String> columns = List.of("\"A\"", "\"B\"");
    List<Index> indexes = new ArrayList<>();
    if (major < WITH_PRIMARY_KEY) {
      indexes.add(new Index(name + "_AB_unique", true, null, columns, null));
    }
    indexes.add(new Index(name + "_B_index", false, null, List.of("\"B\""), null));
    return new Table(
        new Name(blocks.nameOf(a).schema(), name),
        List.of(column("A", a), column("B", b)),
        major < WITH_PRIMARY_KEY ? null : new Key(name + "_AB_pkey", List.of("A", "B")),
        indexes,
        blocks.foreignKeys() ? List.of(key(name, "A", a), key(name, "B", b)) : List.of());
  }

  private Column column(String name, Block model) {
    return new Column(name, typeOf.apply(model, id(model)), true, null);
  }

  private ForeignKey key(String table, String column, Block target) {
    return new ForeignKey(
        table + "_" + column + "_fkey",
        List.of(column),
        blocks.nameOf(target),
        List.of(Blocks.nameOf(id(target))),
        "CASCADE",
        "CASCADE");
  }

  private static Member id(Block model) {
    Optional<Member> id =
        model.members().stream()
            .filter(field -> field.attribute("id").isPresent())
            .findFirst()
            .or(
                () ->
                    model.members().stream()
                        .filter(field -> field.attribute("unique").isPresent())
                        .findFirst());
    return id.orElseThrow(
        () ->
            DatamodelException.at(
                model.path(), model.line(), "`" + model.name() + "` has no id of one field"));
  }
}
