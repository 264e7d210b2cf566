package dev.sallyport.server.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text in which nothing hides: characters that reorder, conceal or are drawn as nothing are written
 * as {@code ⟦U+202E⟧}.
 *
 * <p>A cell, a comment or a name can carry instructions that a person does not see and a model
 * does: bidirectional marks, zero-width spaces, tag characters, terminal escapes. Joiners and the
 * first sixteen variation selectors stay, because scripts and emoji need them.
 */
final class VisibleText {
  private boolean found;

  /** Every text of a JSON-ready value made visible, keys too. Tabs and line ends stay. */
  @Nullable Object in(@Nullable Object value) {
    if (value instanceof String text) {
      String visible = of(text);
      found |= !visible.equals(text);
      return visible;
    }
    if (value instanceof Map<?, ?> map) {
      return in(map);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> visible = new ArrayList<>(list.size());
      list.forEach(entry -> visible.add(in(entry)));
      return visible;
    }
    return value;
  }

  /** {@link #in(Object)} of an object. */
  Map<String, @Nullable Object> in(Map<?, ?> map) {
    Map<String, @Nullable Object> visible = new LinkedHashMap<>();
    map.forEach((key, value) -> visible.put(of(String.valueOf(key)), in(value)));
    return visible;
  }

  /** Whether anything was hidden so far. */
  boolean found() {
    return found;
  }

  /** A text made visible; the same one where nothing hides in it. */
  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x7f || c < ' ') {
        return rewritten(text, i);
      }
    }
    return text;
  }

  private static String rewritten(String text, int from) {
    StringBuilder visible = new StringBuilder(text.length() + 16).append(text, 0, from);
    text.substring(from).codePoints().forEach(c -> append(visible, c));
    return visible.length() == text.length() ? text : visible.toString();
  }

  private static void append(StringBuilder visible, int c) {
    if (hides(c)) {
      visible.append("⟦U+").append(String.format(Locale.ROOT, "%04X", c)).append('⟧');
    } else {
      visible.appendCodePoint(c);
    }
  }

  private static boolean hides(int c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE -> true;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT -> c != 0x200C && c != 0x200D;
      default -> isPlaneOfTags(c) || isDrawnAsNothing(c);
    };
  }

  /** Tags and the variation selectors beyond the sixteenth: whole texts fit in them, unseen. */
  private static boolean isPlaneOfTags(int c) {
    return c >= 0xE0000 && c <= 0xE0FFF;
  }

  private static boolean isDrawnAsNothing(int c) {
    return switch (c) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
      default -> false;
    };
  }
}
