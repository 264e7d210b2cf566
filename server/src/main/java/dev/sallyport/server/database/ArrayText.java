package dev.sallyport.server.database;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's text of an array, read into lists of texts, nulls and lists. */
final class ArrayText {
  private final String text;
  private final char delimiter;
  private int at;

  ArrayText(String text, char delimiter) {
    this.text = text;
    this.delimiter = delimiter;
  }

  List<@Nullable Object> read() {
    List<@Nullable Object> elements = new ArrayList<>();
    at++;
    while (text.charAt(at) != '}') {
      if (text.charAt(at) == delimiter) {
        at++;
      }
      elements.add(element());
    }
    at++;
    return elements;
  }

  private @Nullable Object element() {
    char c = text.charAt(at);
    if (c == '{') {
      return read();
    }
    return c == '"' ? quoted() : plain();
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\') {
        at++;
      }
      value.append(text.charAt(at));
    }
    at++;
    return value.toString();
  }

  private @Nullable String plain() {
    int start = at;
    while (text.charAt(at) != delimiter && text.charAt(at) != '}') {
      at++;
    }
    String value = text.substring(start, at);
    return value.equals("NULL") ? null : value;
  }
}
