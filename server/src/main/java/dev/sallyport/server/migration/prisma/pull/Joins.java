package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.migration.prisma.datamodel.Datamodel.ForeignKey;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Key;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tables between two models that Prisma keeps by itself, as lists on both sides. */
final class Joins {
  private static final List<String> ENDS = List.of("A", "B");

  private Joins() {}

  /** A table and the two that it is between; its relation is called as it is, without the line. */
  record Join(Name table, Name a, Name b) {
    String relation() {
      return table.name().substring(1);
    }
  }

  /** Those of a database. */
  static List<Join> of(LiveDatabase live, ExistingSchema existing) {
    List<Join> joins = new ArrayList<>();
    for (LiveTable table : live.tables()) {
      boolean isOwnModel = existing.named("model").containsKey(table.name());
      if (!isOwnModel && looksLike(table)) {
        Optional<Join> join = between(table, live, existing);
        join.ifPresent(joins::add);
      }
    }
    return joins;
  }

  private static boolean looksLike(LiveTable table) {
    Key key = table.primaryKey();
    return table.name().name().matches("_[A-Za-z][A-Za-z0-9_]*")
        && table.columns().stream().map(LiveTable.LiveColumn::name).toList().equals(ENDS)
        && table.columns().stream().allMatch(column -> column.required() && !column.counts())
        && table.isUnique(ENDS)
        && (key == null || key.columns().equals(ENDS))
        && table.foreignKeys().size() == 2;
  }

  private static Optional<Join> between(
      LiveTable table, LiveDatabase live, ExistingSchema existing) {
    Optional<Name> a = end(table, "A", live);
    Optional<Name> b = end(table, "B", live);
    if (a.isEmpty() || b.isEmpty()) {
      return Optional.empty();
    }
    boolean inOrder = called(a.get(), existing).compareTo(called(b.get(), existing)) <= 0;
    return inOrder ? Optional.of(new Join(table.name(), a.get(), b.get())) : Optional.empty();
  }

  /** Column A is of the model whose name comes first. */
  private static String called(Name table, ExistingSchema existing) {
    var model = existing.named("model").get(table);
    return model == null ? Naming.plain(table.name()) : model.name();
  }

  private static Optional<Name> end(LiveTable table, String column, LiveDatabase live) {
    return table.foreignKeys().stream()
        .filter(key -> key.columns().equals(List.of(column)))
        .filter(key -> key.onDelete().equals("CASCADE") && key.onUpdate().equals("CASCADE"))
        .filter(key -> isId(key, live))
        .map(ForeignKey::target)
        .findFirst();
  }

  private static boolean isId(ForeignKey key, LiveDatabase live) {
    return live.table(key.target())
        .map(LiveTable::primaryKey)
        .filter(id -> id.columns().equals(key.targetColumns()) && id.columns().size() == 1)
        .isPresent();
  }
}
