package dev.sallyport.policy.sql;

/** The brackets that stand open at a place of a text, at most {@link InputLimits#NESTING}. */
final class BracketStack {
  private final char[] characters = new char[InputLimits.NESTING];
  private final int[] positions = new int[InputLimits.NESTING];
  private int depth;

  void push(char opener, int position) {
    characters[depth] = opener;
    positions[depth] = position;
    depth++;
  }

  void pop() {
    depth--;
  }

  int depth() {
    return depth;
  }

  boolean isEmpty() {
    return depth == 0;
  }

  /** The innermost open bracket. */
  char character() {
    return characters[depth - 1];
  }

  /** Where the innermost open bracket stands. */
  int position() {
    return positions[depth - 1];
  }

  /** What would close the innermost open bracket. */
  char closer() {
    return character() == '(' ? ')' : ']';
  }

  boolean closes(char bracket) {
    return depth > 0 && bracket == closer();
  }
}
