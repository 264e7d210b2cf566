package dev.sallyport.server.approval;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.server.audit.CanonicalJson;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How a request is written in the store and under signatures. */
final class TicketJson {
  private TicketJson() {}

  static JsonObject request(NewTicket request) {
    return CanonicalJson.object()
        .add("operation", request.operation().label())
        .add("steps", steps(request.steps()))
        .add("database", request.database())
        .add("environment", request.environment())
        .add("requester", requester(request.requester()))
        .add("justification", request.justification())
        .add("fingerprint", request.fingerprint())
        .add("policy", request.policy())
        .add("obligations", obligations(request.obligations()))
        .add("groups", groups(request.groups()))
        .add("ceilings", ceilings(request.ceilings()))
        .add("view", request.view())
        .build();
  }

  static NewTicket request(JsonObject json) {
    Fields fields = new Fields(json);
    return new NewTicket(
        Operation.of(fields.text("operation"))
            .orElseThrow(() -> new IllegalArgumentException("unknown operation")),
        fields.list("steps").stream().map(TicketJson::step).toList(),
        fields.object("database"),
        fields.text("environment"),
        requester(fields.fields("requester")),
        fields.text("justification"),
        fields.text("fingerprint"),
        fields.text("policy"),
        obligations(fields.fields("obligations")),
        groups(fields.fields("groups")),
        ceilings(fields.fields("ceilings")),
        fields.object("view"));
  }

  /** Digest of what makes two requests the same: a client's retry opens no second ticket. */
  static String requestDigest(NewTicket request) {
    return CanonicalJson.digest(
        CanonicalJson.object()
            .add("operation", request.operation().label())
            .add("steps", steps(request.steps()))
            .add("database", request.database())
            .add("environment", request.environment())
            .add("requester", request.requester().name())
            .add("verified", request.requester().verified())
            .add("face", request.requester().face().name())
            .build());
  }

  private static JsonArrayBuilder steps(List<Step> steps) {
    JsonArrayBuilder array = CanonicalJson.array();
    for (Step step : steps) {
      array.add(
          CanonicalJson.object()
              .add("text", step.text())
              .add("transactional", step.transactional())
              .add("details", step.details()));
    }
    return array;
  }

  private static Step step(Fields fields) {
    return new Step(fields.text("text"), fields.truth("transactional"), fields.object("details"));
  }

  private static JsonObjectBuilder requester(Requester requester) {
    return CanonicalJson.object()
        .add("name", requester.name())
        .add("verified", requester.verified())
        .add("face", requester.face().name())
        .add("os-user", requester.osUser());
  }

  private static Requester requester(Fields fields) {
    return new Requester(
        fields.text("name"),
        fields.truth("verified"),
        Requester.Face.valueOf(fields.text("face")),
        fields.text("os-user"));
  }

  static JsonObject obligations(Obligations obligations) {
    JsonArrayBuilder approvals = CanonicalJson.array();
    obligations.approvals().forEach(asked -> approvals.add(RequirementJson.of(asked)));
    return CanonicalJson.object()
        .add("rows", obligations.rows())
        .add("bytes", obligations.bytes())
        .add("timeout", obligations.timeout().toString())
        .add("lock-timeout", obligations.lockTimeout().toString())
        .add("row-ceiling", obligations.rowCeiling())
        .add("require", CanonicalJson.texts(obligations.require().stream().sorted().toList()))
        .add("justification", obligations.justification())
        .add("approvals", approvals)
        .build();
  }

  private static Obligations obligations(Fields fields) {
    return new Obligations(
        fields.number("rows"),
        fields.number("bytes"),
        Duration.parse(fields.text("timeout")),
        Duration.parse(fields.text("lock-timeout")),
        fields.number("row-ceiling"),
        Set.copyOf(fields.texts("require")),
        Math.toIntExact(fields.number("justification")),
        fields.list("approvals").stream().map(RequirementJson::parse).toList());
  }

  static JsonObject groups(Map<String, List<String>> groups) {
    JsonObjectBuilder json = CanonicalJson.object();
    groups.forEach((name, members) -> json.add(name, CanonicalJson.texts(members)));
    return json.build();
  }

  private static Map<String, List<String>> groups(Fields fields) {
    Map<String, List<String>> groups = new TreeMap<>();
    fields.json().keySet().forEach(name -> groups.put(name, fields.texts(name)));
    return groups;
  }

  static JsonObject ceilings(Map<String, Long> ceilings) {
    JsonObjectBuilder json = CanonicalJson.object();
    ceilings.forEach(json::add);
    return json.build();
  }

  private static Map<String, Long> ceilings(Fields fields) {
    Map<String, Long> ceilings = new TreeMap<>();
    fields.json().keySet().forEach(table -> ceilings.put(table, fields.number(table)));
    return ceilings;
  }
}
