package dev.sallyport.policy.rules.yaml;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may stand at one place of a file. */
public sealed interface Shape {

  /**
   * A text of a certain form.
   *
   * @param what the form in words, such as {@code a duration}
   * @param pattern what all of the text must match
   * @param example for messages
   * @param numbers whether a bare number is also taken
   */
  record Text(String what, Pattern pattern, String example, boolean numbers) implements Shape {
    /** Any text but an empty one. */
    public static final Text ANY =
        new Text("a text", Pattern.compile("(?s).*\\S.*"), "some words", false);
  }

  /** One of certain words. */
  record Choice(String what, List<String> words) implements Shape {
    public Choice {
      words = List.copyOf(words);
    }
  }

  /** A whole number. */
  record Whole(long least, long most) implements Shape {}

  /** {@code true} or {@code false}. */
  record Flag() implements Shape {}

  /** A list with at least one item. */
  record ListOf(Shape item) implements Shape {}

  /** Names of the writer's choice, each with a value. */
  record MapOf(Text name, Shape value) implements Shape {}

  /** Certain keys, each with its own shape. */
  record Section(String what, List<Key> keys) implements Shape {
    public Section {
      keys = List.copyOf(keys);
    }

    /** The key of that name. */
    public Optional<Key> key(String name) {
      return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }
  }

  /**
   * One key of a section.
   *
   * @param description one sentence, shown by editors
   */
  record Key(String name, Shape shape, boolean required, String description) {
    public static Key required(String name, Shape shape, String description) {
      return new Key(name, shape, true, description);
    }

    public static Key optional(String name, Shape shape, String description) {
      return new Key(name, shape, false, description);
    }
  }
}
