package dev.sallyport.policy.rules;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request as the variables of conditions. What is not known is left out, so that a condition that
 * asks for it fails, and with it denies.
 */
final class ConditionValues {
  private ConditionValues() {}

  static Map<String, Object> of(Subject subject, PolicyRequest request) {
    List<Map<String, Object>> statements = new ArrayList<>();
    for (int i = 0; i < request.statements().size(); i++) {
      statements.add(statement(request.statements().get(i), i + 1));
    }
    Map<String, Object> values = new HashMap<>();
    values.put("effect", effect(subject.effect(), subject.isDeclared()));
    values.put("request", request(request, statements));
    values.put("database", database(request.database()));
    values.put(
        "estimate",
        request.estimatedRows() == null ? Map.of() : Map.of("rows", request.estimatedRows()));
    if (!subject.isDeclared()) {
      values.put("statement", statements.get(subject.statement()));
    }
    return values;
  }

  private static Map<String, Object> effect(Effect effect, boolean declared) {
    Map<String, Object> values = new HashMap<>();
    values.put("kind", effect.kind().label());
    values.put("qualifiers", effect.qualifiers().stream().map(Qualifier::label).sorted().toList());
    if (declared) {
      return values;
    }
    values.put("object_kind", effect.objectKind().label());
    values.put("name", effect.object().name());
    String schema = effect.object().schema();
    if (schema != null) {
      values.put("schema", schema);
    } else if (effect.objectKind().livesOutsideSchemas()) {
      values.put("schema", "");
    }
    if (!effect.columns().isEmpty() || effect.objectKind() == ObjectKind.NONE) {
      values.put("columns", effect.columns().stream().sorted().toList());
    }
    return values;
  }

  private static Map<String, Object> statement(Statement statement, int position) {
    return Map.of(
        "position",
        (long) position,
        "reads",
        statement.isRead(),
        "transactional",
        !statement.isNonTransactional(),
        "effects",
        statement.effects().stream().map(effect -> effect(effect, false)).toList());
  }

  private static Map<String, Object> request(
      PolicyRequest request, List<Map<String, Object>> statements) {
    return Map.of(
        "operation", request.operation().label(),
        "environment", request.environment(),
        "time", request.time(),
        "justification", request.justification(),
        "agent", request.agent().name(),
        "verified", request.agent().verified(),
        "statements", statements);
  }

  private static Map<String, Object> database(TargetFacts target) {
    return Map.of(
        "host", target.host(),
        "name", target.name(),
        "powers", target.rolePowers().stream().sorted().toList(),
        "addresses", target.addresses().stream().sorted().toList());
  }
}
