package dev.sallyport.server.migration.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code prisma.config.ts} says, as far as its text tells without running it: the literals at
 * {@code schema} and {@code migrations.path} of the first object that is exported.
 */
final class ConfigText {
  private final List<Token> tokens;

  private ConfigText(List<Token> tokens) {
    this.tokens = tokens;
  }

  static ConfigText of(String source) {
    return new ConfigText(Tokens.of(source));
  }

  /** A value of the exported object. */
  sealed interface Value {
    /** The key does not occur. */
    record Absent() implements Value {}

    /** A path relative to the file, as it is written. */
    record Literal(String path) implements Value {}

    /** Only running the file would tell. */
    record Computed() implements Value {}
  }

  /** The value at a key such as {@code migrations.path}. */
  Value at(String... keys) {
    int from = exportedObject();
    if (from < 0) {
      return new Value.Computed();
    }
    int position = from;
    for (int depth = 0; depth < keys.length; depth++) {
      Optional<Integer> value = valueOf(position, keys[depth]);
      if (value.isEmpty()) {
        return spreads(position) ? new Value.Computed() : new Value.Absent();
      }
      position = value.get();
      if (depth < keys.length - 1 && !is(position, "{")) {
        return new Value.Computed();
      }
    }
    return literal(position);
  }

  /** The opening brace after {@code defineConfig(} or {@code export default}; -1 for none. */
  private int exportedObject() {
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (is(i, "defineConfig") && is(i + 1, "(") && is(i + 2, "{")) {
        return i + 2;
      }
      if (is(i, "export") && is(i + 1, "default") && is(i + 2, "{")) {
        return i + 2;
      }
      if (is(i, "exports") && is(i + 1, "=") && is(i + 2, "{")) {
        return i + 2;
      }
    }
    return -1;
  }

  /** Where the value of a key of the object at {@code brace} starts. */
  private Optional<Integer> valueOf(int brace, String key) {
    int depth = 0;
    for (int i = brace; i < tokens.size(); i++) {
      depth += nesting(i);
      if (depth == 0) {
        return Optional.empty();
      }
      boolean atKey = depth == 1 && (is(i - 1, ",") || i - 1 == brace);
      if (atKey && tokens.get(i).text().equals(key) && is(i + 1, ":")) {
        return Optional.of(i + 2);
      }
    }
    return Optional.empty();
  }

  /** Whether the object takes keys from elsewhere. */
  private boolean spreads(int brace) {
    int depth = 0;
    for (int i = brace; i < tokens.size(); i++) {
      depth += nesting(i);
      if (depth == 0) {
        return false;
      }
      if (depth == 1 && is(i, "...")) {
        return true;
      }
    }
    return true;
  }

  private Value literal(int position) {
    if (position >= tokens.size()) {
      return new Value.Computed();
    }
    Token first = tokens.get(position);
    if (first.string() && (is(position + 1, ",") || is(position + 1, "}"))) {
      return new Value.Literal(first.text());
    }
    return joined(position);
  }

  /** {@code path.join('a', 'b')} and the like, over literals and the file's own folder. */
  private Value joined(int position) {
    int i = position;
    if (is(i, "path") && is(i + 1, ".")) {
      i += 2;
    }
    if (!(is(i, "join") || is(i, "resolve")) || !is(i + 1, "(")) {
      return new Value.Computed();
    }
    List<String> parts = new ArrayList<>();
    for (i += 2; i < tokens.size() && !is(i, ")"); i++) {
      if (tokens.get(i).string()) {
        parts.add(tokens.get(i).text());
      } else if (is(i, "__dirname")) {
        continue;
      } else if (is(i, "import") && is(i + 2, "meta") && is(i + 4, "dirname")) {
        i += 4;
      } else if (!is(i, ",")) {
        return new Value.Computed();
      }
    }
    boolean last = is(i + 1, ",") || is(i + 1, "}");
    return last && !parts.isEmpty()
        ? new Value.Literal(String.join("/", parts))
        : new Value.Computed();
  }

  private int nesting(int index) {
    Token token = tokens.get(index);
    if (token.string()) {
      return 0;
    }
    return switch (token.text()) {
      case "{", "(", "[" -> 1;
      case "}", ")", "]" -> -1;
      default -> 0;
    };
  }

  private boolean is(int index, String text) {
    return index >= 0
        && index < tokens.size()
        && !tokens.get(index).string()
        && tokens.get(index).text().equals(text);
  }

  /**
   * A word, a sign or a string.
   *
   * @param string whether it is a string literal; {@code text} is then its value
   */
  record Token(String text, boolean string) {}

  /** Cuts TypeScript into tokens, well enough for configuration files. */
  private static final class Tokens {
    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokens(String source) {
      this.source = source;
    }

    static List<Token> of(String source) {
      Tokens reader = new Tokens(source);
      while (reader.at < source.length()) {
        reader.next();
      }
      return List.copyOf(reader.tokens);
    }

    private void next() {
      char unit = source.charAt(at);
      if (source.startsWith("//", at)) {
        skipTo("\n");
      } else if (source.startsWith("/*", at)) {
        skipTo("*/");
      } else if (unit == '"' || unit == '\'' || unit == '`') {
        string(unit);
      } else if (Character.isJavaIdentifierStart(unit)) {
        word();
      } else if (source.startsWith("...", at)) {
        tokens.add(new Token("...", false));
        at += 3;
      } else {
        if (!Character.isWhitespace(unit)) {
          tokens.add(new Token(String.valueOf(unit), false));
        }
        at++;
      }
    }

    private void skipTo(String end) {
      int found = source.indexOf(end, at + 2);
      at = found < 0 ? source.length() : found + end.length();
    }

    private void word() {
      int start = at;
      while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
        at++;
      }
      tokens.add(new Token(source.substring(start, at), false));
    }

    /** A template with a substitution, or an escape, is no plain string: it stays a sign. */
    private void string(char quote) {
      StringBuilder value = new StringBuilder();
      boolean plain = true;
      for (at++; at < source.length() && source.charAt(at) != quote; at++) {
        char unit = source.charAt(at);
        if (unit == '\\') {
          plain = false;
          at++;
          continue;
        }
        plain &= !(quote == '`' && unit == '$' && source.startsWith("${", at));
        value.append(unit);
      }
      at++;
      tokens.add(plain ? new Token(value.toString(), true) : new Token("computed", false));
    }
  }
}
