package dev.sallyport.policy.sql.jsqlparser;

import dev.sallyport.policy.sql.ObjectName;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names as JSqlParser leaves them, raw, decoded as PostgreSQL would. */
final class Names {
  private static final Pattern ASCII = Pattern.compile("\\A\\p{ASCII}*\\z");

  private Names() {}

  /** One part: unquoted where it is quoted, else with its ASCII letters folded to lower case. */
  static String decode(String raw) {
    if (raw.length() >= 2 && raw.startsWith("\"") && raw.endsWith("\"")) {
      return raw.substring(1, raw.length() - 1).replace("\"\"", "\"");
    }
    return ASCII.matcher(raw).matches() ? raw.toLowerCase(Locale.ROOT) : fold(raw);
  }

  /**
   * The last one or two of the parts, which stand in the order of the text; absent ones are null.
   */
  static Optional<ObjectName> object(List<? extends @Nullable String> all) {
    List<String> parts =
        all.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    int size = parts.size();
    if (size == 0 || size > 3) {
      return Optional.empty();
    }
    String schema = size > 1 ? decode(parts.get(size - 2)) : null;
    return Optional.of(ObjectName.of(schema, decode(parts.get(size - 1))));
  }

  private static String fold(String raw) {
    StringBuilder folded = new StringBuilder(raw);
    for (int i = 0; i < folded.length(); i++) {
      char unit = folded.charAt(i);
      if (unit >= 'A' && unit <= 'Z') {
        folded.setCharAt(i, (char) (unit + 32));
      }
    }
    return folded.toString();
  }
}
