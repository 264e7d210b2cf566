package dev.sallyport.server.migration.diff.script;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How values of one type become another. A source of data loss: an explicit cast to {@code
 * varchar(5)} cuts off, PostgreSQL's own way of changing a type refuses. So USING stands only where
 * PostgreSQL has no way of its own.
 */
final class Casts {
  private static final Set<String> NUMBERS =
      Set.of(
          "smallint", "integer", "bigint", "numeric", "real", "double precision", "money", "oid");
  private static final Set<String> TEXTS =
      Set.of("text", "character varying", "character", "name", "app.citext");
  private static final Set<String> TIMES =
      Set.of(
          "date",
          "timestamp without time zone",
          "timestamp with time zone",
          "time without time zone",
          "time with time zone",
          "interval");
  private static final Set<String> JSON = Set.of("json", "jsonb");
  private static final Set<String> BITS = Set.of("bit", "bit varying");

  /** Widest last: a change to the left may lose something. */
  private static final java.util.List<String> WIDTHS =
      java.util.List.of("smallint", "integer", "bigint", "numeric", "real", "double precision");

  private Casts() {}

  /** The expression after USING; empty where PostgreSQL needs none. */
  static String using(String from, String to, String column) {
    String was = bare(from);
    String is = bare(to);
    if (was.equals(is) || sameFamily(was, is) || TEXTS.contains(is) && !is.equals("name")) {
      return "";
    }
    if (was.endsWith("[]") && is.endsWith("[]")) {
      return column + "::text[]::" + to;
    }
    if (is.endsWith("[]") && !TEXTS.contains(was) && !JSON.contains(was)) {
      // One value as a list of one; text may hold a list already.
      return "CASE WHEN "
          + column
          + " IS NOT NULL THEN ARRAY["
          + column
          + "::text]::"
          + to
          + " END";
    }
    boolean explicit =
        TEXTS.contains(was)
            || was.equals("integer") && is.equals("boolean")
            || was.equals("boolean") && is.equals("integer");
    return column + (explicit ? "::" : "::text::") + to;
  }

  private static boolean sameFamily(String was, String is) {
    return NUMBERS.contains(was) && NUMBERS.contains(is) && !was.equals("oid") && !is.equals("oid")
        || TEXTS.contains(was) && TEXTS.contains(is)
        || JSON.contains(was) && JSON.contains(is)
        || BITS.contains(was) && BITS.contains(is)
        || TIMES.contains(was) && TIMES.contains(is) && timesCast(was, is);
  }

  private static boolean timesCast(String was, String is) {
    boolean point = was.startsWith("timestamp") || was.equals("date");
    return point ? is.startsWith("time") || is.equals("date") : is.startsWith("time ");
  }

  /** What a change of type may lose; null where it loses nothing. */
  static @Nullable String loss(String from, String to) {
    String was = bare(from);
    String is = bare(to);
    if (was.equals(is)) {
      return from.equals(to) || to.equals(is) ? null : "may refuse or round values that do not fit";
    }
    int before = WIDTHS.indexOf(was);
    int after = WIDTHS.indexOf(is);
    if (before >= 0 && after >= 0) {
      return after >= before ? null : "rounds values, or refuses those that do not fit";
    }
    if (is.equals("text") || is.equals("character varying") && to.equals(is)) {
      return null;
    }
    if (was.equals("json") && is.equals("jsonb")
        || was.equals("date") && is.startsWith("timestamp")
        || was.startsWith("timestamp") && is.startsWith("timestamp")) {
      return null;
    }
    return "converts every value, and refuses those that it can't";
  }

  /** A type without its length or precision. */
  private static String bare(String type) {
    return type.replaceAll("\\([^)]*\\)", "").replaceAll("\"", "").trim();
  }
}
