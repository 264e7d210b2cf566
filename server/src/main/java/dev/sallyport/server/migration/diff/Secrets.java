package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SecretOptions;
import dev.sallyport.server.migration.diff.script.ScriptStatement;
import java.util.List;

/**
 * Passwords of user mappings: taken away where they go, left alone where they stay, and never set.
 * Nothing knows them, and a script is no place for them.
 */
final class Secrets {
  static final String MESSAGE = "a script has no passwords, and a user mapping would need one";
  static final String HELP =
      "make or change the mapping by hand and ask again, or leave it out: ignore its name";

  private Secrets() {}

  /** What would have to be given a password, in words. */
  static List<String> neededBy(List<ScriptStatement> script) {
    return script.stream()
        .filter(statement -> statement.about().kind() == FactKind.USER_MAPPING)
        .filter(statement -> SecretOptions.areIn(statement.sql()))
        .map(statement -> statement.about().words())
        .distinct()
        .sorted()
        .toList();
  }
}
