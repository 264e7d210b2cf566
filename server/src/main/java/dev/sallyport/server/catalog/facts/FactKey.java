package dev.sallyport.server.catalog.facts;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which object of a database, by name. Names are decoded; empty where there is none.
 *
 * @param schema empty for what lives outside of schemas
 * @param of the table, view or domain that a part belongs to
 * @param signature the types of a function's arguments, separated by commas
 */
public record FactKey(FactKind kind, String schema, String of, String name, String signature)
    implements Comparable<FactKey> {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");
  private static final Comparator<FactKey> ORDER =
      Comparator.comparing(FactKey::kind)
          .thenComparing(FactKey::schema)
          .thenComparing(FactKey::of)
          .thenComparing(FactKey::name)
          .thenComparing(FactKey::signature);

  /** What lives in a schema. */
  public static FactKey of(FactKind kind, String schema, String name) {
    return new FactKey(kind, schema, "", name, "");
  }

  /** A part of a relation or domain. */
  public static FactKey part(FactKind kind, String schema, String of, String name) {
    return new FactKey(kind, schema, of, name, "");
  }

  /** The relation or domain this is a part of, or the object itself. */
  public FactKey owner(FactKind ownerKind) {
    return of.isEmpty() ? this : of(ownerKind, schema, of);
  }

  /** As SQL names it where that can be: each part quoted where it needs to be. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (String part : new String[] {schema, of, name}) {
      if (!part.isEmpty()) {
        text.append(text.length() > 0 ? "." : "").append(readable(part));
      }
    }
    return isCallable() ? text + "(" + signature + ")" : text.toString();
  }

  private boolean isCallable() {
    return switch (kind) {
      case FUNCTION, PROCEDURE, AGGREGATE, OPERATOR -> true;
      default -> false;
    };
  }

  private String readable(String part) {
    boolean free = kind == FactKind.OPERATOR || kind == FactKind.CAST;
    return free || PLAIN.matcher(part).matches() ? part : '"' + part.replace("\"", "\"\"") + '"';
  }

  /** Kind and name, such as {@code column `public.users.email`}. */
  public String words() {
    String label = kind == FactKind.UNMODELLED ? signature.toLowerCase(Locale.ROOT) : kind.label();
    return label + " `" + text() + "`";
  }

  @Override
  public int compareTo(FactKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return words();
  }
}
