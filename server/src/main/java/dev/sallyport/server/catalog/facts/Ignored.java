package dev.sallyport.server.catalog.facts;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The objects that no comparison is about, by globs over {@code schema.name}: {@code *} stands for
 * any text, {@code ?} for one character; a glob without a dot is meant in every schema. Parts, such
 * as columns and indexes, go with their table.
 */
public final class Ignored implements Predicate<FactKey> {
  /** Books that Prisma and Sallyport keep in the database. */
  public static final Ignored BOOKS = new Ignored(List.of("_prisma_migrations", "sallyport.*"));

  private final List<Pattern> patterns;

  public Ignored(List<String> globs) {
    this.patterns = globs.stream().map(Ignored::pattern).toList();
  }

  /** These, and what Prisma and Sallyport keep for themselves. */
  public static Ignored booksAnd(List<String> globs) {
    List<String> all = new java.util.ArrayList<>(List.of("_prisma_migrations", "sallyport.*"));
    all.addAll(globs);
    return new Ignored(all);
  }

  private static Pattern pattern(String glob) {
    String named = glob.indexOf('.') < 0 ? "*." + glob : glob;
    return Pattern.compile(
        named
            .chars()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining()),
        Pattern.DOTALL);
  }

  @Override
  public boolean test(FactKey key) {
    if (key.kind() == FactKind.SCHEMA) {
      return matches(key.name() + ".*");
    }
    return matches(key.schema() + "." + (key.of().isEmpty() ? key.name() : key.of()));
  }

  private boolean matches(String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }
}
