package dev.sallyport.server.migration.effects;

import dev.sallyport.policy.sql.schema.SchemaKind;
import dev.sallyport.policy.sql.schema.SchemaObject;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * Which texts can be about an object at all: those that hold every word of its name. Reading a
 * history of a thousand files takes seconds, finding the three that matter does not.
 *
 * <p>Errs on the side of reading: words may be taken for others, and a name that may be written
 * otherwise than it is stored (escapes, names that PostgreSQL cuts) is taken to be in every text.
 */
final class Mentions {
  /** PostgreSQL cuts longer names, so the text has another one. */
  private static final int LONGEST_NAME = 63;

  private final Map<Integer, BitSet> byWord = new HashMap<>();
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
    String name = written(object);
    int arguments = name.indexOf('(');
    String plain = arguments > 0 ? name.substring(0, arguments) : name;
    if (plain.getBytes(StandardCharsets.UTF_8).length >= LONGEST_NAME) {
      return found;
    }
    words(plain, word -> found.and(byWord.getOrDefault(word, new BitSet())));
    found.or(escaped);
    return found;
  }

  /** What a text about the object has in it: its name, or that of what it is about. */
  private static String written(SchemaObject object) {
    boolean own = !object.name().isEmpty() && object.kind() != SchemaKind.PRIVILEGE;
    String whole = object.parent() == null ? object.schema() : object.parent();
    return own ? object.name() : Objects.toString(whole, "");
  }

  /** Words as hashes of their letters, where capitals don't count: two may look the same. */
  private static void words(String text, IntConsumer taker) {
    int length = text.length();
    int hash = 0;
    boolean within = false;
    for (int i = 0; i < length; i++) {
      char unit = Character.toLowerCase(text.charAt(i));
      if (isInside(unit)) {
        hash = 31 * hash + unit;
        within = true;
      } else if (within) {
        taker.accept(hash);
        hash = 0;
        within = false;
      }
    }
    if (within) {
      taker.accept(hash);
    }
  }

  private static boolean isInside(char unit) {
    return unit == '_' || Character.isLetterOrDigit(unit);
  }
}
