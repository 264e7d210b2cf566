package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.ForeignKey;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Name;
import java.util.List;
import java.util.Optional;

/** Foreign keys as PostgreSQL prints them. */
final class LiveKey {
  private LiveKey() {}

  /** The foreign key of a constraint; empty where a Prisma schema has no words for it. */
  static Optional<ForeignKey> of(Fact fact) {
    String sql = fact.textOf("definition");
    int references = SqlWords.find(sql, " REFERENCES ", 0);
    if (references < 0) {
      return Optional.empty();
    }
    String target = sql.substring(references + " REFERENCES ".length());
    int open = SqlWords.find(target, "(", 0);
    int close = SqlWords.skip(target, open);
    List<String> name = SqlWords.name(target.substring(0, open));
    String tail = target.substring(close);
    String onDelete = action(tail, " ON DELETE ");
    String onUpdate = action(tail, " ON UPDATE ");
    if (onDelete.contains("(") || tail.contains(" MATCH ") || name.size() != 2) {
      return Optional.empty();
    }
    return Optional.of(
        new ForeignKey(
            fact.key().name(),
            fact.texts("columns"),
            new Name(name.get(0), name.get(1)),
            SqlWords.items(target.substring(open + 1, close - 1)).stream()
                .map(SqlWords::identifier)
                .toList(),
            onDelete,
            onUpdate));
  }

  private static String action(String tail, String when) {
    int at = tail.indexOf(when);
    if (at < 0) {
      return "NO ACTION";
    }
    String rest = tail.substring(at + when.length());
    for (String known : List.of("CASCADE", "RESTRICT", "NO ACTION", "SET NULL", "SET DEFAULT")) {
      if (rest.startsWith(known)) {
        return rest.startsWith(known + " (") ? known + "(" : known;
      }
    }
    return rest;
  }
}
