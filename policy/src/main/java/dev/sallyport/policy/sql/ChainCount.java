package dev.sallyport.policy.sql;

/**
 * How long the chains of operators and joins of a text are, at each level of its brackets. Without
 * brackets {@code a + b + c} and {@code a JOIN b JOIN c} are trees as deep as they are long, which
 * the grammar refuses in the end: here they are refused at once. Counts too few rather than too
 * many: whatever may begin an expression of its own ends a chain.
 */
final class ChainCount {
  private static final String OPERATORS = "+-*/<>=~!@#%^&|`?:";

  /** The words that make, end or restart a chain, by their length. */
  private static final String[][] WORDS = {
    {},
    {},
    {"at", "or", "on", "as", "by"},
    {"and", "set"},
    {"join", "from", "when", "then", "else"},
    {"where"},
    {"select"},
    {"collate"},
    {"operator"}
  };

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
    if (length >= WORDS.length) {
      return;
    }
    for (String word : WORDS[length]) {
      if (sql.regionMatches(true, start, word, 0, length)) {
        count(word);
        return;
      }
    }
  }

  private void count(String word) {
    switch (word) {
      case "join" -> joins[level]++;
      case "select" -> restart();
      case "at", "collate", "operator" -> operators[level]++;
      default -> operators[level] = 0;
    }
  }

  private void restart() {
    operators[level] = 0;
    joins[level] = 0;
  }

  boolean isTooLong() {
    return operators[level] > InputLimits.OPERATORS || joins[level] > InputLimits.JOINS;
  }
}
