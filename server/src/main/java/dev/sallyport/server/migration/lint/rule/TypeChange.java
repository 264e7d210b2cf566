package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.TypeReference;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What ALTER COLUMN TYPE does to the rows that are there. */
enum TypeChange {
  /** The stored bytes stay as they are. */
  NOTHING,
  /** They stay if the session's time zone is UTC; else every row is written anew. */
  BY_TIME_ZONE,
  /** Every row is written anew, and every index of the column. */
  REWRITE,
  /** The old type is not known. */
  UNKNOWN;

  private static final Set<String> TEXTS = Set.of("text", "varchar");
  private static final Set<String> FRACTIONS = Set.of("timestamp", "timestamptz", "time", "timetz");
  private static final Set<String> STAMPS = Set.of("timestamp", "timestamptz");
  private static final Set<String> NUMBERS = Set.of("int4", "oid");

  /** Digits behind the second that are as many as PostgreSQL keeps. */
  private static final int FINEST = 6;

  /** What INTERVAL keeps where nobody names fields. */
  private static final int ALL_FIELDS = 0x7fff;

  /**
   * @param old null where nobody said
   */
  static TypeChange of(@Nullable TypeReference old, TypeReference wanted) {
    if (old == null) {
      return UNKNOWN;
    }
    String from = old.name().name();
    String to = wanted.name().name();
    if (old.array() || wanted.array()) {
      return old.equals(wanted) ? NOTHING : REWRITE;
    }
    if (STAMPS.contains(from) && STAMPS.contains(to) && !from.equals(to)) {
      return BY_TIME_ZONE;
    }
    if (TEXTS.contains(from) && TEXTS.contains(to)
        || from.equals("varbit") && to.equals("varbit")) {
      return widens(old.modifiers(), wanted.modifiers()) ? NOTHING : REWRITE;
    }
    if (from.equals("numeric") && to.equals("numeric")) {
      return numeric(old.modifiers(), wanted.modifiers());
    }
    if (from.equals(to) && FRACTIONS.contains(from)) {
      return isFiner(fraction(old, 0), fraction(wanted, 0)) ? NOTHING : REWRITE;
    }
    if (from.equals("interval") && to.equals("interval")) {
      return fields(wanted) == ALL_FIELDS && isFiner(fraction(old, 1), fraction(wanted, 1))
          ? NOTHING
          : REWRITE;
    }
    if (from.equals("citext") && TEXTS.contains(to)
        || TEXTS.contains(from) && to.equals("citext")) {
      return wanted.modifiers().isEmpty() ? NOTHING : REWRITE;
    }
    return old.equals(wanted) || isStoredAlike(from, to) && wanted.modifiers().isEmpty()
        ? NOTHING
        : REWRITE;
  }

  private static boolean isStoredAlike(String from, String to) {
    return from.equals("cidr") && to.equals("inet")
        || from.equals("xml") && TEXTS.contains(to)
        || from.equals("bit") && to.equals("varbit")
        || NUMBERS.contains(from) && NUMBERS.contains(to);
  }

  private static int fields(TypeReference interval) {
    return interval.modifiers().isEmpty() ? ALL_FIELDS : interval.modifiers().get(0);
  }

  private static int fraction(TypeReference type, int place) {
    return type.modifiers().size() > place ? type.modifiers().get(place) : FINEST;
  }

  private static boolean isFiner(int old, int wanted) {
    return wanted >= FINEST || wanted >= old;
  }

  /** No limit is wider than any. */
  private static boolean widens(List<Integer> old, List<Integer> wanted) {
    return wanted.isEmpty() || !old.isEmpty() && wanted.get(0) >= old.get(0);
  }

  private static TypeChange numeric(List<Integer> old, List<Integer> wanted) {
    if (wanted.isEmpty()) {
      return NOTHING;
    }
    if (old.isEmpty()) {
      return REWRITE;
    }
    return wanted.get(0) >= old.get(0) && scale(old) == scale(wanted) ? NOTHING : REWRITE;
  }

  private static int scale(List<Integer> modifiers) {
    return modifiers.size() > 1 ? modifiers.get(1) : 0;
  }
}
