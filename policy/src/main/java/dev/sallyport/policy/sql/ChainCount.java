package dev.sallyport.policy.sql;

import java.util.List;

/**
 * How long the chains of operators and joins of a text are, at each level of its brackets. Without
 * brackets {@code a + b + c} and {@code a JOIN b JOIN c} are trees as deep as they are long, which
 * the grammar refuses in the end: here they are refused at once. Counts too few rather than too
 * many: whatever may begin an expression of its own ends a chain.
 */
final class ChainCount {
  private static final String OPERATORS = "+-*/<>=~!@#%^&|`?:";
  private static final List<String> LINKS = List.of("collate", "operator", "at");
  private static final List<String> ENDS =
      List.of("and", "or", "on", "as", "by", "from", "when", "then", "else", "set", "where");

  private final int[] operators = new int[InputLimits.NESTING + 1];
  private final int[] joins = new int[InputLimits.NESTING + 1];
  private int level;
  private int endOfOperator = -1;

  void open() {
    level++;
    restart();
  }

  void close() {
    level--;
  }

  /** A character that is a token, or a part of an operator. */
  void symbol(char unit, int at) {
    if (unit == ',' || unit == ';') {
      restart();
    } else if (OPERATORS.indexOf(unit) >= 0) {
      if (at != endOfOperator) {
        operators[level]++;
      }
      endOfOperator = at + 1;
    }
  }

  /** A word that stands at a place of the text. */
  void word(String sql, int start, int end) {
    int length = end - start;
    if (length > 8) {
      return;
    }
    if (is("join", sql, start, length)) {
      joins[level]++;
    } else if (is("select", sql, start, length)) {
      restart();
    } else if (isAnyOf(LINKS, sql, start, length)) {
      operators[level]++;
    } else if (isAnyOf(ENDS, sql, start, length)) {
      operators[level] = 0;
    }
  }

  private void restart() {
    operators[level] = 0;
    joins[level] = 0;
  }

  boolean isTooLong() {
    return operators[level] > InputLimits.OPERATORS || joins[level] > InputLimits.JOINS;
  }

  private static boolean isAnyOf(List<String> words, String sql, int start, int length) {
    for (String word : words) {
      if (is(word, sql, start, length)) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(String word, String sql, int start, int length) {
    return word.length() == length && sql.regionMatches(true, start, word, 0, length);
  }
}
