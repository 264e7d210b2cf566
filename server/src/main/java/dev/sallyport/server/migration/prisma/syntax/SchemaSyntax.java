package dev.sallyport.server.migration.prisma.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reader of one file: text in, blocks out. */
public final class SchemaSyntax {
  /** Deeper than any schema; the reader calls itself. */
  private static final int DEEPEST = 50;

  private final String path;
  private final List<Token> tokens;
  private int at;
  private int depth;

  private SchemaSyntax(String path, String text) {
    this.path = path;
    this.tokens = Tokens.of(path, text);
  }

  /**
   * The blocks of a file, in order.
   *
   * @throws SchemaSyntaxException at the first place that is not understood
   */
  public static List<Block> read(String path, String text) {
    SchemaSyntax syntax = new SchemaSyntax(path, text);
    List<Block> blocks = new ArrayList<>();
    syntax.skipLines();
    while (syntax.peek().kind() != Token.Kind.END) {
      blocks.add(syntax.block());
      syntax.skipLines();
    }
    return blocks;
  }

  private Block block() {
    Token kind = word();
    String name = word().text();
    expect("{");
    List<Member> members = new ArrayList<>();
    List<Attribute> attributes = new ArrayList<>();
    Map<String, Expression> settings = new LinkedHashMap<>();
    boolean ofSettings = kind.text().equals("datasource") || kind.text().equals("generator");
    skipLines();
    while (!peek().is("}")) {
      if (peek().is("@@")) {
        attributes.add(attribute());
      } else if (ofSettings) {
        setting(settings);
      } else {
        members.add(member(kind.text().equals("enum")));
      }
      endOfLine();
      skipLines();
    }
    expect("}");
    return new Block(kind.text(), name, members, attributes, settings, path, kind.line());
  }

  private void setting(Map<String, Expression> settings) {
    String key = word().text();
    expect("=");
    if (peek().kind() != Token.Kind.LINE) {
      settings.put(key, expression());
    }
  }

  private Member member(boolean ofEnum) {
    Token name = word();
    String type = null;
    String unsupported = null;
    Member.Arity arity = Member.Arity.ONE;
    if (!ofEnum) {
      type = word().text();
      if (type.equals("Unsupported") && peek().is("(")) {
        unsupported = unsupported();
        type = null;
      }
      arity = arity();
    }
    List<Attribute> attributes = new ArrayList<>();
    while (peek().is("@")) {
      attributes.add(attribute());
    }
    return new Member(name.text(), type, unsupported, arity, attributes, name.line());
  }

  private String unsupported() {
    expect("(");
    if (peek().kind() != Token.Kind.TEXT) {
      throw unexpected(peek());
    }
    String type = next().text();
    expect(")");
    return type;
  }

  private Member.Arity arity() {
    if (peek().is("?")) {
      next();
      return Member.Arity.OPTIONAL;
    }
    if (peek().is("[")) {
      next();
      expect("]");
      return Member.Arity.LIST;
    }
    return Member.Arity.ONE;
  }

  private Attribute attribute() {
    Token sign = next();
    StringBuilder name = new StringBuilder(word().text());
    while (peek().is(".")) {
      next();
      name.append('.').append(word().text());
    }
    List<Argument> arguments = peek().is("(") ? arguments() : List.of();
    return new Attribute(name.toString(), arguments, sign.line());
  }

  private List<Argument> arguments() {
    expect("(");
    List<Argument> arguments = new ArrayList<>();
    skipLines();
    while (!peek().is(")")) {
      arguments.add(argument());
      separator(")");
    }
    expect(")");
    return arguments;
  }

  private Argument argument() {
    String name = null;
    if (peek().kind() == Token.Kind.WORD && tokens.get(at + 1).is(":")) {
      name = next().text();
      next();
      skipLines();
    }
    return new Argument(name, expression());
  }

  private Expression expression() {
    if (++depth > DEEPEST) {
      throw new SchemaSyntaxException(path, peek().line(), "values are nested too deep");
    }
    Token token = next();
    Expression value =
        switch (token.kind()) {
          case TEXT -> new Expression.Text(token.text());
          case NUMBER -> new Expression.Number(token.text());
          case WORD -> named(token.text());
          case SIGN -> collection(token);
          case LINE, END -> throw unexpected(token);
        };
    depth--;
    return value;
  }

  /** A composite type's field is written {@code address.street}. */
  private Expression named(String first) {
    StringBuilder name = new StringBuilder(first);
    while (peek().is(".")) {
      next();
      name.append('.').append(word().text());
    }
    return peek().is("(")
        ? new Expression.Call(name.toString(), arguments())
        : new Expression.Word(name.toString());
  }

  private Expression collection(Token opening) {
    if (opening.is("[")) {
      List<Expression> items = new ArrayList<>();
      skipLines();
      while (!peek().is("]")) {
        items.add(expression());
        separator("]");
      }
      expect("]");
      return new Expression.Items(items);
    }
    if (opening.is("{")) {
      return entries();
    }
    throw unexpected(opening);
  }

  private Expression entries() {
    Map<String, Expression> entries = new LinkedHashMap<>();
    skipLines();
    while (!peek().is("}")) {
      String key = word().text();
      expect(":");
      entries.put(key, expression());
      separator("}");
    }
    expect("}");
    return new Expression.Entries(entries);
  }

  private void separator(String closing) {
    skipLines();
    if (peek().is(",")) {
      next();
      skipLines();
    } else if (!peek().is(closing)) {
      throw unexpected(peek());
    }
  }

  private void skipLines() {
    while (peek().kind() == Token.Kind.LINE) {
      at++;
    }
  }

  private void endOfLine() {
    if (peek().kind() != Token.Kind.LINE && !peek().is("}")) {
      throw unexpected(peek());
    }
  }

  private Token word() {
    if (peek().kind() != Token.Kind.WORD) {
      throw unexpected(peek());
    }
    return next();
  }

  private void expect(String sign) {
    if (!peek().is(sign)) {
      throw unexpected(peek(), sign);
    }
    next();
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  private SchemaSyntaxException unexpected(Token token) {
    return unexpected(token, null);
  }

  private SchemaSyntaxException unexpected(Token token, @Nullable String wanted) {
    String shown = token.kind() == Token.Kind.LINE ? "the end of the line" : token.text();
    return new SchemaSyntaxException(
        path,
        token.line(),
        "`" + shown + "` is not expected here" + (wanted == null ? "" : ", but `" + wanted + "`"));
  }
}
