package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.approval.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one request, and how they are run: all in one transaction, unless PostgreSQL
 * can't. Then it is split where it has to be, into parts that take effect one after the other.
 *
 * @param steps one for each statement
 * @param parts in order
 */
record Script(List<Step> steps, List<PlanPart> parts) {
  private static final Pattern ADDED_VALUE =
      Pattern.compile("(?is)\\badd\\s+value\\s+(?:if\\s+not\\s+exists\\s+)?'((?:[^']|'')+)'");
  private static final Pattern TEMPORARY =
      Pattern.compile("(?i)\\b(temp|temporary|pg_temp\\w*)\\b");

  Script {
    steps = List.copyOf(steps);
    parts = List.copyOf(parts);
  }

  static Script of(List<Statement> statements) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      if (statement.isNonTransactional()) {
        steps.add(Step.alone(statement.text()));
      } else if (isUsedBeforeItMayBe(statements, i)) {
        steps.add(Step.thatCommits(statement.text()));
      } else {
        steps.add(Step.inTransaction(statement.text()));
      }
    }
    return new Script(steps, PlanPart.of(steps));
  }

  /** Whether one transaction, or one statement alone, is all of it. */
  boolean isWhole() {
    return parts.size() <= 1;
  }

  /**
   * A value that ALTER TYPE adds can be used once it is committed, unless the type is of the same
   * transaction. One whose use is not seen here fails, and nothing of its part is kept.
   */
  private static boolean isUsedBeforeItMayBe(List<Statement> statements, int index) {
    Statement statement = statements.get(index);
    Matcher added = ADDED_VALUE.matcher(statement.text());
    if (!changesType(statement, EffectKind.ALTER) || !added.find()) {
      return false;
    }
    String value = added.group(1);
    boolean used =
        statements.subList(index + 1, statements.size()).stream()
            .anyMatch(later -> later.text().contains(value));
    return used && !isMadeHere(statement, statements.subList(0, index));
  }

  private static boolean isMadeHere(Statement alter, List<Statement> before) {
    List<ObjectName> altered =
        alter.effects().stream()
            .filter(effect -> effect.objectKind() == ObjectKind.TYPE)
            .map(Effect::object)
            .toList();
    return before.stream()
        .flatMap(statement -> statement.effects().stream())
        .filter(effect -> effect.kind() == EffectKind.CREATE)
        .anyMatch(effect -> altered.contains(effect.object()));
  }

  private static boolean changesType(Statement statement, EffectKind kind) {
    return statement.effects().stream()
        .anyMatch(effect -> effect.kind() == kind && effect.objectKind() == ObjectKind.TYPE);
  }

  /**
   * Why a script that has to be split can't be: settings, locks and temporary tables end with the
   * part that makes them, so the rest would mean something else. Null where it can.
   */
  static @Nullable Decision unsplittable(List<Statement> statements) {
    Script script = of(statements);
    if (script.isWhole()) {
      return null;
    }
    for (int i = 0; i < statements.size(); i++) {
      if (lastsForItsSession(statements.get(i))) {
        return Decision.denied(
            "split",
            "%s can't run in a transaction with the others, and what statement %d sets, locks or makes for its session ends with its own part"
                .formatted(script.boundary(), i + 1),
            "leave statement " + (i + 1) + " out, or send the parts as requests of their own");
      }
    }
    return null;
  }

  private static boolean lastsForItsSession(Statement statement) {
    boolean temporary =
        statement.has(EffectKind.CREATE) && TEMPORARY.matcher(statement.text()).find();
    return temporary || statement.has(EffectKind.SESSION) || statement.has(EffectKind.LOCK);
  }

  /** The first statement that makes the script be split. */
  private String boundary() {
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).transactional() || steps.get(i).commits()) {
        return "statement " + (i + 1);
      }
    }
    return "a statement";
  }

  /** How it is split, for approver and requester; none where it is whole. */
  List<String> notes() {
    return isWhole() ? List.of() : List.of(sentence());
  }

  private String sentence() {
    return "it can't run in one transaction: it runs as "
        + parts.size()
        + " parts, one after the other; each takes effect by itself, the first that fails ends the"
        + " run, and nothing done before is undone or resumed";
  }

  /** The same for the requester: {@code notes} and {@code parts}; nothing where it is whole. */
  Map<String, Object> shown() {
    if (isWhole()) {
      return Map.of();
    }
    List<Map<String, Object>> list = new ArrayList<>();
    for (PlanPart part : parts) {
      list.add(
          Map.of(
              "statements", part.words(),
              "transaction", steps.get(part.first()).transactional()));
    }
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("notes", notes());
    shown.put("parts", list);
    return shown;
  }
}
