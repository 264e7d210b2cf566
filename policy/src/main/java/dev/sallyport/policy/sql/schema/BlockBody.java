package dev.sallyport.policy.sql.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The SQL inside a block of PL/pgSQL. */
public final class BlockBody {
  /** EXECUTE of one literal, in single quotes or between dollars. */
  private static final Pattern LITERAL =
      Pattern.compile("\\s*(?:'((?:[^']|'')*)'|(\\$\\w*\\$)(.*)\\2)\\s*", Pattern.DOTALL);

  private BlockBody() {}

  /** Every statement, branches and exception handlers included, in order. */
  public static List<String> statements(JsonNode document) {
    List<String> found = new ArrayList<>();
    collect(document, found);
    return found;
  }

  private static void collect(JsonNode node, List<String> found) {
    JsonNode plain = node.path("PLpgSQL_stmt_execsql").path("sqlstmt");
    if (!plain.isMissingNode()) {
      found.add(plain.path("PLpgSQL_expr").path("query").asString(""));
    }
    JsonNode performed = node.path("PLpgSQL_stmt_perform").path("expr");
    if (!performed.isMissingNode()) {
      String query = performed.path("PLpgSQL_expr").path("query").asString("");
      found.add(
          query.stripLeading().regionMatches(true, 0, "select", 0, 6) ? query : "SELECT " + query);
    }
    JsonNode dynamic = node.path("PLpgSQL_stmt_dynexecute").path("query");
    if (!dynamic.isMissingNode()) {
      // What is put together while it runs is left as it is: nothing reads it, and it is named.
      found.add(literal(dynamic.path("PLpgSQL_expr").path("query").asString("")));
    }
    node.forEach(child -> collect(child, found));
  }

  private static String literal(String expression) {
    Matcher matcher = LITERAL.matcher(expression);
    if (!matcher.matches()) {
      return "EXECUTE " + expression;
    }
    return matcher.group(1) != null ? matcher.group(1).replace("''", "'") : matcher.group(3);
  }
}
