package dev.sallyport.server.migration.effects;

import dev.sallyport.policy.sql.schema.SchemaObject;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Which texts can be about an object at all: those that hold every word of its name. Reading a
 * history of a thousand files takes seconds, finding the three that matter does not.
 *
 * <p>Errs on the side of reading: a name that may be written otherwise than it is stored (escapes,
 * names that PostgreSQL cuts) is taken to be in every text.
 */
final class Mentions {
  /** PostgreSQL cuts longer names, so the text has another one. */
  private static final int LONGEST_NAME = 63;

  private final Map<String, BitSet> byWord = new HashMap<>();
  private final BitSet escaped = new BitSet();
  private int size;

  /** Adds the next text. */
  void add(String text) {
    int number = size++;
    if (text.indexOf('\\') >= 0 || text.contains("U&") || text.contains("u&")) {
      escaped.set(number);
    }
    words(text, word -> byWord.computeIfAbsent(word, w -> new BitSet()).set(number));
  }

  /** The numbers of the texts, from 0 in the order in which they were added. */
  BitSet of(SchemaObject object) {
    BitSet found = new BitSet();
    found.set(0, size);
    String name = object.name().isEmpty() ? Objects.toString(object.parent(), "") : object.name();
    int arguments = name.indexOf('(');
    String plain = arguments > 0 ? name.substring(0, arguments) : name;
    if (plain.getBytes(StandardCharsets.UTF_8).length >= LONGEST_NAME) {
      return found;
    }
    words(plain, word -> found.and(byWord.getOrDefault(word, new BitSet())));
    found.or(escaped);
    return found;
  }

  private static void words(String text, Consumer<String> taker) {
    String lower = text.toLowerCase(Locale.ROOT);
    int start = -1;
    for (int i = 0; i <= lower.length(); i++) {
      boolean inside = i < lower.length() && isInside(lower.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        taker.accept(lower.substring(start, i));
        start = -1;
      }
    }
  }

  private static boolean isInside(char unit) {
    return unit == '_' || Character.isLetterOrDigit(unit);
  }
}
