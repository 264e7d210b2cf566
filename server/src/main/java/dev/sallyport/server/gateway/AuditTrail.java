package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.Reason;
import dev.sallyport.server.audit.AuditEvent;
import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.audit.AuditReceipt;
import dev.sallyport.server.audit.CanonicalJson;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** Writes what the gate does to the audit log: requests with their decisions, and their ends. */
final class AuditTrail {
  private final AuditLog log;

  AuditTrail(AuditLog log) {
    this.log = log;
  }

  /** What decides from now on; a change of the policy file that has no effect is in its remarks. */
  void policy(PolicyInForce policy, String file) {
    log.append(
        AuditEvent.NOTE,
        "sallyport",
        CanonicalJson.object()
            .add("policy", policy.rules().digest())
            .add("source", policy.source())
            .add("remarks", CanonicalJson.texts(policy.remarks()))
            .add("file", file)
            .build());
  }

  /** A request that will not run now: denied, or to be approved. */
  void decided(AgentRequest request, Decision decision, Considered considered) {
    log.append(AuditEvent.REQUEST, request.agent().name(), document(request, decision, considered));
  }

  /** A request that was refused before it was understood. */
  void unread(AgentRequest request, Decision decision) {
    log.append(AuditEvent.REQUEST, request.agent().name(), document(request, decision, "").build());
  }

  /** A request that was allowed and runs now that this is durable. */
  AuditReceipt intent(AgentRequest request, Considered considered) {
    AuditReceipt intent = intentOfRead(request, considered);
    intent.requireDurable();
    return intent;
  }

  /**
   * A request that was allowed and has no effect: it may run at once, and is answered when the
   * receipt says that this is durable.
   */
  AuditReceipt intentOfRead(AgentRequest request, Considered considered) {
    return log.submit(
        AuditEvent.INTENT,
        request.agent().name(),
        document(request, considered.decision(), considered));
  }

  /** How what was allowed ended; nobody waits for it. */
  void result(AgentRequest request, AuditReceipt intent, String outcome, long rows) {
    log.submitLater(
        AuditEvent.RESULT,
        request.agent().name(),
        CanonicalJson.object()
            .add("of", intent.requireDurable())
            .add("outcome", outcome)
            .add("rows", rows)
            .build());
  }

  private static JsonObject document(
      AgentRequest request, Decision decision, Considered considered) {
    Place place = considered.place();
    if (place == null) {
      return document(request, decision, "").build();
    }
    return document(request, decision, place.environment().name())
        .add("effects", RecordedRequest.effects(considered.statements()))
        .add("database", RecordedRequest.database(place.facts()))
        .build();
  }

  private static JsonObjectBuilder document(
      AgentRequest request, Decision decision, String environment) {
    JsonObjectBuilder document =
        CanonicalJson.object()
            .add("operation", request.operation().label())
            .add("decision", decision.verdict().label())
            .add("environment", environment)
            .add("verified", request.agent().verified())
            .add("reasons", reasons(decision));
    if (!request.sql().isEmpty()) {
      document.add("sql", storable(Redacted.sql(request.sql())));
    }
    if (!request.justification().isEmpty()) {
      document.add("justification", storable(request.justification()));
    }
    JsonObjectBuilder arguments = CanonicalJson.object();
    request.arguments().forEach((name, value) -> arguments.add(storable(name), storable(value)));
    JsonObject built = arguments.build();
    if (!built.isEmpty()) {
      document.add("arguments", built);
    }
    return document;
  }

  private static JsonArrayBuilder reasons(Decision decision) {
    JsonArrayBuilder reasons = CanonicalJson.array();
    for (Reason reason : decision.reasons()) {
      reasons.add(
          CanonicalJson.object()
              .add("rule", reason.ruleId())
              .add("verdict", reason.verdict().label())
              .add("message", storable(reason.message())));
    }
    return reasons;
  }

  /** Half a surrogate pair has no bytes to hash: it is kept as its number. */
  private static String storable(String text) {
    return hasSurrogates(text) ? withNumbers(text) : text;
  }

  private static boolean hasSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String withNumbers(String text) {
    StringBuilder storable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                storable.append(String.format("\\u{%x}", point));
              } else {
                storable.appendCodePoint(point);
              }
            });
    return storable.toString();
  }
}
