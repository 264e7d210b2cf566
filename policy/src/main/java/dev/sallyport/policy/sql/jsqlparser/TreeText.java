package dev.sallyport.policy.sql.jsqlparser;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * JSqlParser's tree in text: a line an object, indented, with the values that are not its default.
 */
final class TreeText {
  private static final int DEEPEST = 400;

  private final StringBuilder text = new StringBuilder();

  private TreeText() {}

  static String of(Object root) {
    TreeText tree = new TreeText();
    tree.add("", root, 0);
    return tree.text.toString();
  }

  private void add(String label, @Nullable Object value, int depth) {
    if (value == null || isDefault(value)) {
      return;
    }
    if (depth > DEEPEST) {
      line(label, "…", depth);
    } else if (Shape.isNode(value)) {
      node(label, value, depth);
    } else if (value instanceof Collection<?> elements) {
      elements.forEach(element -> add(label, element, depth));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, element) -> add(label + " " + key, element, depth));
    } else if (value.getClass().isArray()) {
      IntStream.range(0, Array.getLength(value))
          .forEach(i -> add(label, Array.get(value, i), depth));
    } else if (!(value instanceof Class)) {
      line(label, value.toString(), depth);
    }
  }

  private void node(String label, Object node, int depth) {
    line(label, node.getClass().getSimpleName(), depth);
    if (node instanceof Collection<?> elements) {
      elements.forEach(element -> add("", element, depth + 1));
    }
    for (Shape.Slot slot : Shape.of(node).all()) {
      if (!slot.isBookkeeping()) {
        add(slot.field().getName(), slot.of(node), depth + 1);
      }
    }
  }

  private void line(String label, String value, int depth) {
    text.append("  ".repeat(depth)).append(label);
    if (!label.isEmpty()) {
      text.append(": ");
    }
    text.append(value.replace("\n", "\\n")).append('\n');
  }

  private static boolean isDefault(Object value) {
    return value.equals(false)
        || (value instanceof Number number && number.doubleValue() == 0)
        || (value instanceof Character unit && unit == 0)
        || (value instanceof String string && string.isEmpty())
        || (value instanceof Enum<?> constant && constant.name().equals("NONE"));
  }
}
