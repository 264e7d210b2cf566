package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Maven, Gradle and their kin, where they run a migration tool's plugin. */
final class BuildTools {
  private static final Pattern CHANGING =
      Pattern.compile(
          "(?i)(^|:)(flyway(-maven-plugin)?(:[\\w.-]+)?:(clean|migrate|undo|repair|baseline)"
              + "|flyway(clean|migrate|undo|repair|baseline)"
              + "|liquibase(-maven-plugin)?(:[\\w.-]+)?:(dropall|update\\w*|rollback\\w*|clear\\w*)"
              + "|dropall|liquibase(dropall|update|rollback)\\w*|rollbackcount|rollbacktodate"
              + "|hibernate\\w*:(hbm2ddl|drop)|jooq\\w*:clean)");
  private static final Pattern ONLY_SHOWN = Pattern.compile("(?i).*(sql|testing)$");

  private BuildTools() {}

  static boolean knows(String name) {
    return Set.of("mvn", "mvnw", "mvnd", "gradle", "gradlew", "sbt", "cargo").contains(name);
  }

  static String start(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    if (invocation.program().equals("cargo")) {
      if (!words.isEmpty() && MigrationTools.knows(words.get(0))) {
        return shell.start(words, invocation.environment(), invocation.input());
      }
      shell.report(new Act.Unknown(invocation.line()));
      return Marks.ANYTHING;
    }
    // Liquibase's tasks have plain names; its own properties tell that they are meant.
    boolean liquibase =
        words.stream().anyMatch(word -> word.matches("(?i)-P(liquibase.*|runList=.*)"));
    boolean changes =
        words.stream()
            .filter(word -> !ONLY_SHOWN.matcher(word).matches())
            .anyMatch(
                word ->
                    CHANGING.matcher(word).find()
                        || liquibase && word.matches("(?i):?(\\w+:)*(update|rollback)\\w*"));
    if (changes) {
      shell.bypass("`" + invocation.line() + "` changes the database past the gate", Ways.PROPOSE);
    }
    return Marks.ANYTHING;
  }
}
