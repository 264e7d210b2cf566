package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.Span;
import java.util.List;

/**
 * A script as its reader understood it.
 *
 * @param text all of it
 * @param statements in order; one that PostgreSQL would refuse is {@link Definition.Unreadable}
 * @param comments in order
 */
public record Script(String text, List<DefinedStatement> statements, List<Comment> comments) {
  public Script {
    statements = List.copyOf(statements);
    comments = List.copyOf(comments);
  }

  /**
   * A comment.
   *
   * @param text without the signs that make it one
   */
  public record Comment(Span span, String text) {}
}
