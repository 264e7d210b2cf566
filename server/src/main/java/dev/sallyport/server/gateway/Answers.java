package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.Reason;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.server.database.DatabaseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers that say no, or that something went wrong. */
final class Answers {
  private Answers() {}

  static Answer denied(Decision decision, Map<String, @Nullable Object> body) {
    List<Reason> reasons = strictestFirst(decision.reasons());
    String next =
        reasons.stream()
            .filter(reason -> reason.verdict() == Verdict.DENY && !reason.help().isEmpty())
            .map(Reason::help)
            .findFirst()
            .orElse("ask a human, or ask for less; `explain_decision` shows every rule");
    return new Answer(Outcome.DENIED, null, reasons, next, body);
  }

  static Answer denied(String rule, String message, String help) {
    return denied(Decision.denied(rule, message, help), Map.of());
  }

  static Answer failed(String rule, String message, String help) {
    return new Answer(
        Outcome.FAILED,
        null,
        List.of(new Reason(rule, Verdict.DENY, message, help)),
        help,
        Map.of());
  }

  static Answer failed(
      String rule, String message, String help, Map<String, @Nullable Object> body) {
    return new Answer(
        Outcome.FAILED, null, List.of(new Reason(rule, Verdict.DENY, message, help)), help, body);
  }

  /** What PostgreSQL or the way to it said; never a connection string or a row. */
  static Answer failed(DatabaseException problem) {
    return new Answer(
        Outcome.FAILED, null, List.of(), problem.help(), Map.of("error", error(problem)));
  }

  static Map<String, @Nullable Object> error(DatabaseException problem) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("kind", problem.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    if (problem.sqlState() != null) {
      error.put("sqlstate", problem.sqlState());
    }
    error.put("message", problem.message());
    if (problem.hint() != null) {
      error.put("hint", problem.hint());
    }
    if (problem.position() >= 0) {
      error.put("position", problem.position());
    }
    return error;
  }

  static Map<String, @Nullable Object> json(Reason reason) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("rule", reason.ruleId());
    entry.put("verdict", reason.verdict().label());
    entry.put("message", reason.message());
    entry.put("help", reason.help());
    return entry;
  }

  static List<Reason> strictestFirst(List<Reason> reasons) {
    return reasons.stream()
        .distinct()
        .sorted(Comparator.comparing(Reason::verdict).reversed())
        .toList();
  }
}
