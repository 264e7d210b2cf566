package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.SecretOptions;
import dev.sallyport.server.migration.diff.ObjectDifference.PropertyChange;
import java.util.stream.Collectors;

/** Differences in words: short values in full, long ones only by name. */
final class DifferenceWords {
  private static final int LONGEST = 60;

  private DifferenceWords() {}

  static String of(ObjectDifference difference) {
    String object = difference.key().words();
    return switch (difference.change()) {
      case ADDED -> object + " is added";
      case REMOVED -> object + " is removed";
      case CHANGED ->
          object
              + ": "
              + difference.properties().stream()
                  .map(DifferenceWords::of)
                  .collect(Collectors.joining("; "));
    };
  }

  private static String of(PropertyChange change) {
    String name = spaced(change.name());
    if (change.after() == null) {
      return "no " + name + shown(", was ", change.before());
    }
    if (change.before() == null) {
      return change.after() == Boolean.TRUE ? name : name + shown(" is ", change.after());
    }
    String now = shown(" is ", change.after());
    return now.isEmpty() ? name + " differs" : name + now + shown(", was ", change.before());
  }

  private static String shown(String before, @org.jspecify.annotations.Nullable Object value) {
    String text = value == null || value == Boolean.TRUE ? "" : String.valueOf(value);
    boolean fits =
        !text.isEmpty()
            && text.length() <= LONGEST
            && text.indexOf('\n') < 0
            && !SecretOptions.areIn(text);
    return fits ? before + "`" + text.replace("`", "'") + "`" : "";
  }

  private static String spaced(String name) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      words.append(Character.isUpperCase(c) ? " " + Character.toLowerCase(c) : c);
    }
    return words.toString();
  }
}
