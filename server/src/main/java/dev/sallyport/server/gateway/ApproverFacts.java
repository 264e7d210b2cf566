package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Reason;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.catalog.Estimate;
import dev.sallyport.server.catalog.Loss;
import dev.sallyport.server.catalog.SchemaFingerprint;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.TreeMap;

/**
 * What an approver is shown beside the bytes: {@code statements} with their {@code effects}, {@code
 * reasons} of the policy, {@code estimate} by table, {@code losses} of rows by table, {@code
 * environment_why}, {@code notes} where there are any, and {@code schema}, the facts behind the
 * fingerprint.
 */
final class ApproverFacts {
  private ApproverFacts() {}

  static JsonObject of(
      Considered considered,
      Place place,
      SchemaFingerprint fingerprint,
      Estimate estimate,
      List<Loss> losses) {
    JsonArrayBuilder statements = CanonicalJson.array();
    considered.statements().forEach(statement -> statements.add(statement(statement)));
    JsonArrayBuilder reasons = CanonicalJson.array();
    considered.decision().reasons().stream()
        .filter(reason -> reason.verdict() != Verdict.ALLOW)
        .distinct()
        .forEach(reason -> reasons.add(reason(reason)));
    JsonObjectBuilder rows = CanonicalJson.object();
    estimate.rows().forEach((table, count) -> rows.add(table.toString(), count));
    JsonObjectBuilder schema = CanonicalJson.object();
    new TreeMap<>(fingerprint.facts()).forEach(schema::add);
    return CanonicalJson.object()
        .add("statements", statements)
        .add("reasons", reasons)
        .add("estimate", rows)
        .add("estimate_exact", estimate.exact())
        .add("losses", losses(losses))
        .add("environment_why", CanonicalJson.texts(place.environment().why()))
        .add("server_version", place.identity().serverVersion())
        .add("role", place.powers().role())
        .add("schema", schema)
        .build();
  }

  /** The same facts, with what an approver should know besides. */
  static JsonObject with(List<String> notes, JsonObject facts) {
    return notes.isEmpty()
        ? facts
        : Json.createObjectBuilder(facts).add("notes", CanonicalJson.texts(notes)).build();
  }

  private static JsonArrayBuilder losses(List<Loss> losses) {
    JsonArrayBuilder array = CanonicalJson.array();
    for (Loss loss : losses) {
      array.add(
          CanonicalJson.object()
              .add("table", loss.table().toString())
              .add("rows", loss.rows())
              .add("exact", loss.exact())
              .add("bytes", loss.bytes()));
    }
    return array;
  }

  private static JsonObject statement(Statement statement) {
    JsonArrayBuilder effects = CanonicalJson.array();
    for (Effect effect : statement.effects()) {
      JsonArrayBuilder qualifiers = CanonicalJson.array();
      effect.qualifiers().stream().sorted().map(Qualifier::label).forEach(qualifiers::add);
      JsonArrayBuilder columns = CanonicalJson.array();
      effect.columns().stream().sorted().forEach(columns::add);
      effects.add(
          CanonicalJson.object()
              .add("kind", effect.kind().label())
              .add("objectKind", effect.objectKind().label())
              .add("object", effect.object().toString())
              .add("columns", columns)
              .add("qualifiers", qualifiers)
              .add("words", EffectWords.words(effect)));
    }
    return CanonicalJson.object()
        .add("sql", statement.text())
        .add("transactional", !statement.isNonTransactional())
        .add("effects", effects)
        .build();
  }

  private static JsonObject reason(Reason reason) {
    return CanonicalJson.object()
        .add("rule", reason.ruleId())
        .add("verdict", reason.verdict().label())
        .add("message", reason.message())
        .add("help", reason.help())
        .build();
  }
}
