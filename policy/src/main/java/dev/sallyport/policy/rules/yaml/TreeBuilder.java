package dev.sallyport.policy.rules.yaml;

import dev.sallyport.policy.rules.yaml.Node.Entry;
import dev.sallyport.policy.rules.yaml.Node.Mapping;
import dev.sallyport.policy.rules.yaml.Node.Scalar;
import dev.sallyport.policy.rules.yaml.Node.ScalarKind;
import dev.sallyport.policy.rules.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Builds the located tree from the token stream, refusing what only confuses a reader. */
final class TreeBuilder {
  private static final int DEEPEST = 12;

  private final JsonParser parser;
  private final List<String> lines;
  private final Mistakes mistakes;

  TreeBuilder(JsonParser parser, String text, Mistakes mistakes) {
    this.parser = parser;
    this.lines = text.lines().toList();
    this.mistakes = mistakes;
  }

  Optional<Node> document() {
    JsonToken first = parser.nextToken();
    if (first == null) {
      mistakes.error(1, 1, "", "the file is empty", "start it with `version: 1`");
      return Optional.empty();
    }
    Node node = node(first, 1);
    if (parser.nextToken() != null) {
      Scalar second = place("---", ScalarKind.TEXT);
      mistakes.error(second, "a second document begins here", "keep one document in the file");
    }
    return Optional.of(node);
  }

  private Node node(JsonToken token, int depth) {
    Scalar here = place(text(token), kind(token));
    refuseCleverness(here);
    if (depth > DEEPEST) {
      mistakes.error(here, "nested deeper than " + DEEPEST + " levels", "flatten what is here");
      parser.skipChildren();
      return here;
    }
    if (token == JsonToken.START_OBJECT) {
      return mapping(here, depth);
    }
    if (token == JsonToken.START_ARRAY) {
      return sequence(here, depth);
    }
    return here;
  }

  private Mapping mapping(Scalar start, int depth) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Scalar> seen = new HashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      Scalar key = place(parser.currentName(), ScalarKind.TEXT);
      refuseCleverness(key);
      Scalar earlier = seen.putIfAbsent(key.text(), key);
      if (earlier != null) {
        mistakes.error(
            key,
            "the key " + Quoted.of(key.text()) + " is given twice",
            "keep one; the first is on line " + earlier.line());
      }
      entries.add(new Entry(key, node(parser.nextToken(), depth + 1)));
    }
    return new Mapping(entries, start.line(), start.column());
  }

  private Sequence sequence(Scalar start, int depth) {
    List<Node> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(node(token, depth + 1));
    }
    return new Sequence(items, start.line(), start.column());
  }

  /** An anchor, alias or tag stands before the value, where no plain value can begin with it. */
  private void refuseCleverness(Scalar here) {
    boolean alias = parser instanceof YAMLParser yaml && yaml.isCurrentAlias();
    int first = sourceAt(here.line(), here.column());
    if (alias || first == '*') {
      mistakes.error(here, "an alias stands here", "write the value out; aliases are not read");
    } else if (first == '&') {
      mistakes.error(here, "an anchor stands here", "remove it; anchors are not read");
    } else if (first == '!' || parser.getTypeId() != null) {
      mistakes.error(here, "a tag stands here", "remove it; tags are not read");
    } else if (here.text().equals("<<")) {
      mistakes.error(here, "a merge key stands here", "write the keys out; merging is not done");
    }
  }

  private int sourceAt(int line, int column) {
    if (line > lines.size()) {
      return -1;
    }
    String source = lines.get(line - 1);
    return source.codePoints().skip(column - 1L).findFirst().orElse(-1);
  }

  private Scalar place(String text, ScalarKind kind) {
    TokenStreamLocation at = parser.currentTokenLocation();
    return new Scalar(text, kind, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }

  private String text(JsonToken token) {
    return token.isStructStart() ? "" : Optional.ofNullable(parser.getString()).orElse("");
  }

  private static ScalarKind kind(JsonToken token) {
    return switch (token) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ScalarKind.NUMBER;
      case VALUE_TRUE, VALUE_FALSE -> ScalarKind.TRUTH;
      case VALUE_NULL -> ScalarKind.NOTHING;
      default -> ScalarKind.TEXT;
    };
  }
}
