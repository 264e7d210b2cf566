package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which tables PostgreSQL's ALTER can't make what they should be. */
final class Unalterable implements Predicate<FactKey> {
  private final Schema before;
  private final Schema after;
  private final Predicate<FactKey> replaced;
  private final Set<FactKey> known;

  /**
   * @param replaced whether a type is replaced by another of its name
   * @param known the tables found so far, looked at again
   */
  Unalterable(Schema before, Schema after, Predicate<FactKey> replaced, Set<FactKey> known) {
    this.before = before;
    this.after = after;
    this.replaced = replaced;
    this.known = known;
  }

  /** Whether a table that both databases have must be made anew. */
  @Override
  public boolean test(FactKey table) {
    Fact was = Objects.requireNonNull(before.find(table));
    Fact is = Objects.requireNonNull(after.find(table));
    String key = is.text("partitionedBy");
    return !Objects.equals(was.text("partitionedBy"), key)
        || key != null && changesInKey(table, key)
        || is.text("ofType") != null && !orderOfColumns(table).equals(names(after, table))
        || is.text("bound") == null && isHeirOfItsOwn(was, is);
  }

  /** No column of a partition key changes its type. */
  private boolean changesInKey(FactKey table, String key) {
    for (Fact is : after.columns(table)) {
      Fact was = before.find(is.key());
      boolean changes =
          was != null
              && (ColumnAlterations.changesType(was, is)
                  || before.facts().needsOf(is.key()).stream().anyMatch(replaced));
      if (changes && names(key, Sql.name(is.key().name()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether an expression names a column, as SQL writes it. */
  static boolean names(String key, String column) {
    return Pattern.compile("(?<![\\w$\"])" + Pattern.quote(column) + "(?![\\w$\"])")
        .matcher(key)
        .find();
  }

  /** How ALTER would leave the columns, where a type decides about their order. */
  private List<String> orderOfColumns(FactKey table) {
    List<String> names = names(before, table);
    List<String> wanted = names(after, table);
    names.retainAll(wanted);
    wanted.stream().filter(name -> !names.contains(name)).sorted().forEach(names::add);
    return names;
  }

  /** The columns of a table in their order. */
  static List<String> names(Schema schema, FactKey table) {
    List<String> names = new ArrayList<>();
    schema.columns(table).stream()
        .sorted(Comparator.comparing(column -> column.number("order")))
        .forEach(column -> names.add(column.key().name()));
    return names;
  }

  /**
   * Whether an heir has a column or check from its parents alone, or also of its own, and ALTER
   * would leave it the other way: PostgreSQL remembers whose a column was.
   */
  private boolean isHeirOfItsOwn(Fact was, Fact is) {
    if (is.texts("parents").isEmpty()) {
      return false;
    }
    List<FactKey> kept = new ArrayList<>(before.parents(was));
    kept.retainAll(after.parents(is));
    kept.removeAll(known);
    if (was.text("bound") != null) {
      kept.clear();
    }
    List<Fact> parts = new ArrayList<>(after.columns(is.key()));
    after.parts(FactKind.CONSTRAINT, is.key()).stream()
        .filter(part -> part.textOf("type").equals("CHECK"))
        .forEach(parts::add);
    return parts.stream()
        .filter(Unalterable::isInherited)
        .anyMatch(part -> wouldBeLocal(part, kept) != part.is("alsoLocal"));
  }

  private boolean wouldBeLocal(Fact part, List<FactKey> kept) {
    Fact was = before.find(part.key());
    boolean check = part.kind() == FactKind.CONSTRAINT;
    if (was == null || check && !was.textOf("definition").equals(part.text("definition"))) {
      return kept.stream().noneMatch(parent -> after.find(of(parent, part)) != null);
    }
    boolean local = !isInherited(was) || was.is("alsoLocal");
    boolean continued =
        isInherited(was)
            && kept.stream()
                .anyMatch(
                    parent ->
                        before.find(of(parent, part)) != null
                            && after.find(of(parent, part)) != null);
    return local || !continued;
  }

  private static boolean isInherited(Fact part) {
    return part.is("inherited") || part.is("alsoLocal");
  }

  private static FactKey of(FactKey parent, Fact part) {
    return FactKey.part(part.kind(), parent.schema(), parent.name(), part.key().name());
  }
}
