package dev.sallyport.server.mcp.tool;

import java.util.Collection;
import java.util.stream.Collectors;

/** How lists are put into a sentence. */
final class Words {
  private Words() {}

  /** {@code `a`, `b`, `c`}. */
  static String quoted(Collection<?> values) {
    return values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
  }
}
