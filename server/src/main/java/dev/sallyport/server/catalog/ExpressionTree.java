package dev.sallyport.server.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's text of an expression, such as {@code {OPEXPR :opfuncid 177 :args ({VAR …} …)}}. */
final class ExpressionTree {
  /** The first number that PostgreSQL gives to what users make. */
  private static final long FIRST_OF_USERS = 16_384;

  private static final Pattern CALLED =
      Pattern.compile(":(?:funcid|opfuncid|aggfnoid|winfnoid) ([0-9]{5,10})(?![0-9])");

  /** A node that is being read: where it begins, and whether a column stands in it so far. */
  private static final class Open {
    private final Map<Long, Boolean> functions = new LinkedHashMap<>();
    private final boolean column;
    private boolean columns;

    private Open(boolean column) {
      this.column = column;
      this.columns = column;
    }
  }

  private ExpressionTree() {}

  /** The users' functions in it, each with whether a call of it depends on no column. */
  static Map<Long, Boolean> functions(String tree) {
    Map<Long, Boolean> found = new LinkedHashMap<>();
    Deque<Open> open = new ArrayDeque<>();
    Matcher call = CALLED.matcher(tree);
    for (int at = 0; at < tree.length(); at++) {
      char c = tree.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '{') {
        open.push(new Open(tree.startsWith("{VAR ", at)));
      } else if (c == '}' && !open.isEmpty()) {
        close(open, found);
      } else if (c == ':' && !open.isEmpty() && call.region(at, tree.length()).lookingAt()) {
        long number = Long.parseLong(call.group(1));
        if (number >= FIRST_OF_USERS) {
          open.peek().functions.put(number, true);
        }
      }
    }
    // A tree that ends in the middle of a node is not understood: what stands there may run.
    open.forEach(node -> node.functions.keySet().forEach(number -> found.put(number, true)));
    return found;
  }

  private static void close(Deque<Open> open, Map<Long, Boolean> found) {
    Open node = open.pop();
    boolean constant = !node.columns;
    node.functions.keySet().forEach(f -> found.merge(f, constant, Boolean::logicalOr));
    Open outer = open.peek();
    if (outer != null && (node.column || node.columns)) {
      outer.columns = true;
    }
  }
}
