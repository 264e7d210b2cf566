package dev.sallyport.server.gateway;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Agent;
import dev.sallyport.policy.rules.PolicyRequest;
import dev.sallyport.policy.rules.TargetFacts;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.policy.rules.trial.Replay;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.audit.AuditEvent;
import dev.sallyport.server.audit.AuditRecord;
import dev.sallyport.server.audit.CanonicalJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The facts of a request that a policy decides by, as the audit log keeps them: enough to decide it
 * again under another policy, with the effects that the catalog added at the time.
 */
public final class RecordedRequest {
  private RecordedRequest() {}

  /** The effects of each statement, for the audit log. */
  static JsonArray effects(List<Statement> statements) {
    JsonArrayBuilder array = CanonicalJson.array();
    for (Statement statement : statements) {
      JsonArrayBuilder effects = CanonicalJson.array();
      statement.effects().forEach(effect -> effects.add(json(effect)));
      array.add(effects);
    }
    return array.build();
  }

  /** The facts of the database, for the audit log. */
  static JsonObject database(TargetFacts facts) {
    JsonArrayBuilder powers = CanonicalJson.array();
    facts.rolePowers().stream().sorted().forEach(powers::add);
    return CanonicalJson.object()
        .add("host", facts.host())
        .add("name", facts.name())
        .add("powers", powers)
        .build();
  }

  /**
   * The request of an audit record; empty where the record is of another kind, or of a request that
   * no reader understood.
   *
   * @param fulfillable what rules may {@code require} of this server
   */
  public static Optional<Replay.Recorded> of(AuditRecord record, Set<String> fulfillable) {
    boolean request =
        record.event().equals(AuditEvent.REQUEST.label())
            || record.event().equals(AuditEvent.INTENT.label());
    JsonObject details = record.details();
    if (!request || !details.containsKey("effects") || !details.containsKey("database")) {
      return Optional.empty();
    }
    Optional<Operation> operation = Operation.of(details.getString("operation", ""));
    Optional<Verdict> verdict =
        find(Verdict.values(), Verdict::label, details.getString("decision", ""));
    if (operation.isEmpty() || verdict.isEmpty()) {
      return Optional.empty();
    }
    JsonObject database = details.getJsonObject("database");
    PolicyRequest asked =
        new PolicyRequest(
            operation.get(),
            statements(details.getJsonArray("effects"), details.getString("sql", "")),
            details.getString("environment", ""),
            new TargetFacts(
                database.getString("host", ""),
                Set.of(),
                database.getString("name", ""),
                null,
                null,
                texts(database.getJsonArray("powers"))),
            new Agent(record.actor(), details.getBoolean("verified", false)),
            record.at(),
            details.getString("justification", ""),
            null,
            fulfillable);
    return Optional.of(
        new Replay.Recorded(String.valueOf(record.sequence()), asked, verdict.get()));
  }

  private static List<Statement> statements(JsonArray recorded, String sql) {
    List<Statement> statements = new ArrayList<>();
    for (JsonArray effects : recorded.getValuesAs(JsonArray.class)) {
      statements.add(
          new Statement(
              sql,
              new Span(0, sql.length()),
              effects.getValuesAs(JsonObject.class).stream().map(RecordedRequest::effect).toList(),
              Set.of()));
    }
    return statements;
  }

  private static JsonObject json(Effect effect) {
    JsonArrayBuilder columns = CanonicalJson.array();
    effect.columns().stream().sorted().forEach(columns::add);
    JsonArrayBuilder qualifiers = CanonicalJson.array();
    effect.qualifiers().stream().sorted().map(Qualifier::label).forEach(qualifiers::add);
    JsonObjectBuilder json =
        CanonicalJson.object()
            .add("kind", effect.kind().label())
            .add("objectKind", effect.objectKind().label())
            .add("name", effect.object().name())
            .add("columns", columns)
            .add("qualifiers", qualifiers);
    String schema = effect.object().schema();
    if (schema != null) {
      json.add("schema", schema);
    }
    return json.build();
  }

  /** What a later program wrote and this one does not know is not understood, so it is denied. */
  private static Effect effect(JsonObject json) {
    Set<Qualifier> qualifiers = new HashSet<>();
    texts(json.getJsonArray("qualifiers"))
        .forEach(
            word -> find(Qualifier.values(), Qualifier::label, word).ifPresent(qualifiers::add));
    return new Effect(
        find(EffectKind.values(), EffectKind::label, json.getString("kind", ""))
            .orElse(EffectKind.UNKNOWN),
        find(ObjectKind.values(), ObjectKind::label, json.getString("objectKind", ""))
            .orElse(ObjectKind.OTHER),
        ObjectName.of(json.getString("schema", null), json.getString("name", "")),
        texts(json.getJsonArray("columns")),
        qualifiers);
  }

  private static Set<String> texts(JsonArray array) {
    return array.getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .collect(Collectors.toSet());
  }

  private static <T> Optional<T> find(T[] values, Function<T, String> label, String word) {
    return Arrays.stream(values).filter(value -> label.apply(value).equals(word)).findFirst();
  }
}
