package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** One signed change of the trust root. */
record TrustChange(Document document, String key, String signature) {
  /** What the first change names as the one before. */
  static final String FIRST = "0".repeat(64);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

  /** A trust root and the hash of the change that made it. */
  record Applied(TrustRoot root, String last) {}

  static TrustChange parse(JsonObject json) {
    Fields fields = new Fields(json).only(Set.of("document", "key", "signature"));
    return new TrustChange(
        new Document(fields.object("document")), fields.text("key"), fields.text("signature"));
  }

  static TrustChange of(Signed signed) {
    return new TrustChange(Document.parse(signed.document()), signed.key(), signed.signature());
  }

  JsonObject toJson() {
    return CanonicalJson.object()
        .add("document", document.json())
        .add("key", key)
        .add("signature", signature)
        .build();
  }

  /** Checks the signature against the trust root before, and makes the one after. */
  Applied apply(Applied before, Path file) {
    Fields fields = document.fields();
    if (!fields.text("previous").equals(before.last())) {
      throw new RefusedException(
          Refusal.TRUST_BROKEN, "a change before it is missing", "put back a copy");
    }
    String by = requireSigner(before.root(), fields);
    TrustRoot next = next(before.root(), fields, by, file);
    return new Applied(next, CanonicalJson.digest(toJson()));
  }

  private String requireSigner(TrustRoot before, Fields fields) {
    Signed signed = new Signed(document.text(), key, signature);
    if (!before.isEmpty()) {
      return new KeyCheck(before).requireSigner(signed).name();
    }
    document.require(Purpose.ENROL_APPROVER);
    PublicKeyText first = new PublicKeyText(fields.text("public"));
    if (!first.id().equals(key)) {
      throw new RefusedException(
          Refusal.UNKNOWN_KEY,
          "the first approver signs their own enrolment",
          "start with `sallyport approver init NAME`");
    }
    SignatureCheck.require(first, signed);
    return name(fields);
  }

  private TrustRoot next(TrustRoot root, Fields fields, String by, Path file) {
    Purpose purpose = purpose(fields);
    document.require(purpose);
    return switch (purpose) {
      case ENROL_APPROVER -> enrol(root, fields);
      case REVOKE_KEY -> revoke(root, fields);
      case PIN_ENVIRONMENT, UNPIN_ENVIRONMENT -> pin(root, fields, purpose);
      case TRUST_POLICY -> trust(root, fields, by, file);
      case ENROL_AGENT, REVOKE_AGENT -> agent(root, fields, purpose);
      case TICKET_APPROVE, TICKET_REJECT, TICKET_SETTLE, FREEZE, THAW ->
          throw new IllegalArgumentException("no change of the trust root");
    };
  }

  private static Purpose purpose(Fields fields) {
    for (Purpose purpose : Purpose.values()) {
      if (purpose.label().equals(fields.text("purpose"))) {
        return purpose;
      }
    }
    throw new IllegalArgumentException("unknown purpose");
  }

  private static Set<String> and(String... names) {
    Set<String> all = new HashSet<>(Set.of("purpose", "version", "previous", "at"));
    all.addAll(Set.of(names));
    return all;
  }

  private static TrustRoot enrol(TrustRoot root, Fields fields) {
    fields.only(and("approver", "groups", "os-user", "public"));
    PublicKeyText publicKey = new PublicKeyText(fields.text("public"));
    if (root.allKeys().contains(publicKey)) {
      throw new RefusedException(
          Refusal.TRUST_BROKEN,
          "that key is enrolled already",
          "each key belongs to one approver, once; make a new one");
    }
    String name = name(fields);
    Set<String> groups = Set.copyOf(fields.texts("groups"));
    TrustFile.requireGroupNames(groups);
    List<TrustRoot.EnrolledKey> keys = new ArrayList<>();
    TrustRoot.Approver known = root.approvers().get(name);
    if (known != null) {
      keys.addAll(known.keys());
    }
    keys.add(new TrustRoot.EnrolledKey(publicKey, false));
    return with(root, new TrustRoot.Approver(name, groups, fields.text("os-user"), keys));
  }

  private static TrustRoot revoke(TrustRoot root, Fields fields) {
    fields.only(and("revoked", "reason"));
    String id = fields.text("revoked");
    for (TrustRoot.Approver approver : root.approvers().values()) {
      List<TrustRoot.EnrolledKey> keys =
          approver.keys().stream()
              .map(
                  key ->
                      key.key().id().equals(id) ? new TrustRoot.EnrolledKey(key.key(), true) : key)
              .toList();
      if (!keys.equals(approver.keys())) {
        return with(
            root,
            new TrustRoot.Approver(approver.name(), approver.groups(), approver.osUser(), keys));
      }
    }
    throw new RefusedException(
        Refusal.UNKNOWN_KEY, "no key `" + id + "` is in force", "see `sallyport approver list`");
  }

  private static TrustRoot with(TrustRoot root, TrustRoot.Approver approver) {
    Map<String, TrustRoot.Approver> approvers = new HashMap<>(root.approvers());
    approvers.put(approver.name(), approver);
    return new TrustRoot(approvers, root.environments(), root.agents(), root.policies());
  }

  private static TrustRoot pin(TrustRoot root, Fields fields, Purpose purpose) {
    Map<PinnedIdentity, String> environments = new HashMap<>(root.environments());
    Fields at = fields.fields("identity").only(Set.of("system", "database", "host"));
    PinnedIdentity identity =
        new PinnedIdentity(at.text("system"), at.text("database"), at.text("host"));
    if (purpose == Purpose.PIN_ENVIRONMENT) {
      fields.only(and("identity", "environment"));
      environments.put(identity, requireName(fields.text("environment")));
    } else {
      fields.only(and("identity"));
      environments.remove(identity);
    }
    return new TrustRoot(root.approvers(), environments, root.agents(), root.policies());
  }

  private static TrustRoot trust(TrustRoot root, Fields fields, String by, Path file) {
    fields.only(and("project", "digest"));
    String digest = fields.text("digest");
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("digest");
    }
    Instant at = fields.instant("at");
    List<TrustRoot.TrustedPolicy> policies = new ArrayList<>(root.policies());
    policies.add(
        new TrustRoot.TrustedPolicy(
            fields.text("project"), digest, TrustFile.policyCopy(file, digest), by, at));
    return new TrustRoot(root.approvers(), root.environments(), root.agents(), policies);
  }

  private static TrustRoot agent(TrustRoot root, Fields fields, Purpose purpose) {
    Map<String, String> agents = new HashMap<>(root.agents());
    String agent = requireName(fields.text("agent"));
    if (purpose == Purpose.ENROL_AGENT) {
      fields.only(and("agent", "token"));
      agents.put(agent, fields.text("token"));
    } else {
      fields.only(and("agent"));
      agents.remove(agent);
    }
    return new TrustRoot(root.approvers(), root.environments(), agents, root.policies());
  }

  private static String name(Fields fields) {
    return requireName(fields.text("approver"));
  }

  static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new RefusedException(
          Refusal.TRUST_BROKEN,
          "`" + name.replaceAll("[^ -~]", "?") + "` is no name",
          "use letters, digits, dots, dashes and @");
    }
    return name;
  }
}
