package dev.sallyport.policy.sql.jsqlparser;

import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.CCJSqlParserTokenManager;
import net.sf.jsqlparser.parser.SimpleCharStream;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.parser.TokenMgrException;
import org.jspecify.annotations.Nullable;

/**
 * JSqlParser's words, less the separators that PostgreSQL does not know: to JSqlParser two blank
 * lines, or {@code /} or {@code go} on a line of its own, end a statement.
 */
final class PostgresTokens extends CCJSqlParserTokenManager {
  /** No name has as many parts; JSqlParser's time grows with the square of their number. */
  private static final int NAME_PARTS = 100;

  private @Nullable Token before;
  private boolean foreign;
  private int dots;
  private boolean dotted;

  PostgresTokens(String sql) {
    super(new SimpleCharStream(new StringProvider(sql), 1, 1, buffer(sql.length())));
  }

  /** The stream would take forty kilobytes for every text. */
  private static int buffer(int length) {
    return Math.min(Math.max(length + 1, 256), 4_096);
  }

  @Override
  public Token getNextToken() {
    Token token = super.getNextToken();
    while (token.kind == CCJSqlParserConstants.ST_SEMICOLON && !token.image.equals(";")) {
      if (!token.image.isBlank()) {
        throw new TokenMgrException("a separator unknown to PostgreSQL", 0);
      }
      token = super.getNextToken();
    }
    foreign |= isForeign(token) || isUnicode(token);
    before = token;
    countDots(token);
    return token;
  }

  boolean metForeignWords() {
    return foreign;
  }

  /** Backquoted names, {@code q'…'} strings; quoted names that JSqlParser would split at a dot. */
  private static boolean isForeign(Token token) {
    String image = token.image;
    return switch (token.kind) {
      case CCJSqlParserConstants.S_QUOTED_IDENTIFIER ->
          image.charAt(0) != '"' || image.indexOf('.') >= 0;
      case CCJSqlParserConstants.S_CHAR_LITERAL -> image.charAt(0) == 'q' || image.charAt(0) == 'Q';
      default -> false;
    };
  }

  /**
   * {@code U&"…"} and {@code U&'…'}: one word to PostgreSQL, with escapes; to JSqlParser an AND.
   */
  private boolean isUnicode(Token token) {
    return before != null
        && token.image.startsWith("&")
        && before.image.equalsIgnoreCase("u")
        && before.absoluteEnd == token.absoluteBegin;
  }

  private void countDots(Token token) {
    boolean dot = token.image.equals(".");
    dots = dot ? dots + 1 : dotted ? dots : 0;
    dotted = dot;
    if (dots > NAME_PARTS) {
      throw new TokenMgrException("a name of too many parts", 0);
    }
  }
}
