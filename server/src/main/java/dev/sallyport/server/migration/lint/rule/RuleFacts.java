package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.server.migration.finding.Finding.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a rule; its page is made of it.
 *
 * @param id such as {@code set-not-null}; what configuration and ignores call it
 * @param title one line
 * @param severity null where a team has to ask for it
 * @param heavy whether what it finds takes as long as the table is large
 * @param condition when it speaks
 * @param effect what would happen
 * @param workaround what to do instead
 */
public record RuleFacts(
    String id,
    String title,
    @Nullable Severity severity,
    boolean heavy,
    String condition,
    String effect,
    String workaround,
    Example example) {

  /** An error that takes as long as the table is large. */
  static RuleFacts heavy(
      String id,
      String title,
      String condition,
      String effect,
      String workaround,
      Example example) {
    return new RuleFacts(id, title, Severity.ERROR, true, condition, effect, workaround, example);
  }

  static RuleFacts error(
      String id,
      String title,
      String condition,
      String effect,
      String workaround,
      Example example) {
    return new RuleFacts(id, title, Severity.ERROR, false, condition, effect, workaround, example);
  }

  static RuleFacts warning(
      String id,
      String title,
      String condition,
      String effect,
      String workaround,
      Example example) {
    return new RuleFacts(
        id, title, Severity.WARNING, false, condition, effect, workaround, example);
  }

  /** A matter of style, for teams that ask for it. */
  static RuleFacts style(
      String id,
      String title,
      String condition,
      String effect,
      String workaround,
      Example example) {
    return new RuleFacts(id, title, null, false, condition, effect, workaround, example);
  }
}
