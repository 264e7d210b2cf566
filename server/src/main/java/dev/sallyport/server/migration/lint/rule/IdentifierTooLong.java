package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.Definition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name that PostgreSQL cuts off. */
final class IdentifierTooLong extends Rule {
  private static final int LONGEST = 63;

  /** Beyond it, in characters, what writes rows is nearly nothing but values. */
  private static final int ROWS = 1 << 16;

  /** Strings and comments, which hold no names, or a name. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "'[^']*+'|--[^\\n]*+|/\\*.*?\\*/|(\\$\\w*+\\$).*?\\1"
              + "|\"([^\"]*+)\"|([\\p{L}_][\\p{L}\\p{N}_$]*+)",
          Pattern.DOTALL);

  private static final RuleFacts FACTS =
      RuleFacts.error(
          "identifier-too-long",
          "a name longer than 63 bytes",
          "a name has more than 63 bytes in UTF-8",
          "PostgreSQL cuts it off at 63 bytes without an error: two names may become one, and"
              + " programs that look for the whole name do not find it",
          "shorten it",
          Example.of(
              "CREATE TABLE t (id bigint PRIMARY KEY, a integer);",
              "CREATE INDEX CONCURRENTLY"
                  + " a_name_that_says_everything_there_is_to_say_about_this_one_index_x ON t (a);",
              "CREATE INDEX CONCURRENTLY a_name_that_says_enough ON t (a);"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    int length = visit.span().end() - visit.span().start();
    if (visit.inBlock() || length <= LONGEST || length > ROWS && isRows(visit.definition())) {
      return;
    }
    Matcher matcher = TOKEN.matcher(visit.text());
    while (matcher.find()) {
      String name = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
      if (name != null
          && name.length() > LONGEST / 4
          && name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST) {
        int start = visit.span().start() + matcher.start();
        visit.report(
            Problem.of(
                this,
                new Span(start, start + matcher.end() - matcher.start()),
                "`" + name + "` is longer than 63 bytes and is cut off",
                "shorten it"));
      }
    }
  }

  private static boolean isRows(Definition definition) {
    return definition instanceof Definition.Write
        || definition instanceof Definition.Other other && other.words().equals("COPY DATA");
  }
}
