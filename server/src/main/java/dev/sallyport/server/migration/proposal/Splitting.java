package dev.sallyport.server.migration.proposal;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a script apart where one transaction would lose data or hold a lock for long: what can't
 * run in a transaction stands alone; on large tables an index is built CONCURRENTLY and a
 * constraint is added NOT VALID and validated after; what loses data comes last, by itself.
 */
final class Splitting {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  private static final Pattern INDEX =
      Pattern.compile("^(?<at>CREATE\\s+(?:UNIQUE\\s+)?INDEX)\\s+(?!CONCURRENTLY\\b)", FLAGS);
  private static final Pattern CONSTRAINT =
      Pattern.compile(
          "^ALTER\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?(?<table>(?:ONLY\\s+)?[\\w$.\u0001]+)\\s+ADD\\s+"
              + "CONSTRAINT\\s+(?<name>[\\w$\u0001]+)\\s+(?:FOREIGN\\s+KEY|CHECK)\\b(?!.*\\bNOT\\s+VALID\\b)"
              + "(?!.*,\\s*(?:ADD|DROP|ALTER)\\b)",
          FLAGS);

  private final Predicate<ObjectName> large;
  private final List<Part> parts = new ArrayList<>();
  private final List<String> together = new ArrayList<>();
  private final List<String> validations = new ArrayList<>();
  private final List<String> losses = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * @param large whether a table is there already and has many rows
   */
  Splitting(Predicate<ObjectName> large) {
    this.large = large;
  }

  /** The files, in order; one that holds the script as it is where nothing is to be split. */
  List<Part> split(String script, List<Statement> statements) {
    for (Statement statement : statements) {
      place(statement);
    }
    if (parts.isEmpty() && validations.isEmpty() && (losses.isEmpty() || together.isEmpty())) {
      return List.of(new Part("", script, true));
    }
    if (parts.size() == 1 && together.isEmpty() && validations.isEmpty() && losses.isEmpty()) {
      return List.of(new Part("", parts.get(0).sql(), parts.get(0).transactional()));
    }
    endOfTransaction();
    if (!validations.isEmpty()) {
      parts.add(Part.of("_validate", validations, true));
    }
    if (!losses.isEmpty()) {
      parts.add(Part.of("_contract", losses, true));
    }
    return List.copyOf(parts);
  }

  /** Why it was split, a sentence each. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  private void place(Statement statement) {
    MaskedSql masked = MaskedSql.of(statement.text());
    String keywords = masked.text().substring(masked.start());
    if (statement.isNonTransactional()) {
      alone(statement.text().strip());
    } else if (losesData(statement)) {
      losses.add(statement.text().strip());
      notes.add("what loses data stands last, by itself: deploy it when nothing reads it any more");
    } else if (INDEX.matcher(keywords).find() && changesLarge(statement)) {
      alone(inserted(statement.text(), masked, INDEX, " CONCURRENTLY"));
      notes.add("the index of a large table is built CONCURRENTLY, in a file of its own");
    } else if (CONSTRAINT.matcher(keywords).find() && changesLarge(statement)) {
      inTwoSteps(statement, masked, keywords);
    } else {
      together.add(statement.text().strip());
    }
  }

  private void inTwoSteps(Statement statement, MaskedSql masked, String keywords) {
    Matcher matcher = CONSTRAINT.matcher(keywords);
    if (matcher.find()) {
      String body = statement.text().substring(masked.start());
      together.add(statement.text().strip() + " NOT VALID");
      validations.add(
          "ALTER TABLE "
              + body.substring(matcher.start("table"), matcher.end("table"))
              + " VALIDATE CONSTRAINT "
              + body.substring(matcher.start("name"), matcher.end("name")));
      notes.add(
          "the constraint of a large table is added NOT VALID, and validated in a second file");
    }
  }

  private void alone(String sql) {
    endOfTransaction();
    parts.add(Part.of(parts.isEmpty() ? "" : "_step_" + (parts.size() + 1), List.of(sql), false));
  }

  private void endOfTransaction() {
    if (!together.isEmpty()) {
      parts.add(Part.of(parts.isEmpty() ? "" : "_step_" + (parts.size() + 1), together, true));
      together.clear();
    }
  }

  private boolean changesLarge(Statement statement) {
    return statement.effects().stream()
        .filter(effect -> effect.kind() == EffectKind.ALTER || effect.kind() == EffectKind.CREATE)
        .filter(effect -> effect.objectKind() == ObjectKind.TABLE)
        .filter(
            effect -> !effect.has(Qualifier.IMPLICIT)) // what a foreign key points to is not read
        .map(Effect::object)
        .anyMatch(large);
  }

  static boolean losesData(Statement statement) {
    return statement.has(Qualifier.DATA_LOSS);
  }

  private static String inserted(String sql, MaskedSql masked, Pattern where, String words) {
    Matcher matcher = where.matcher(masked.text().substring(masked.start()));
    if (!matcher.find()) {
      return sql;
    }
    int at = masked.start() + matcher.end("at");
    return (sql.substring(0, at) + words + sql.substring(at)).strip();
  }
}
