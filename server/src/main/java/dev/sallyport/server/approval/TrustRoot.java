package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What humans with a key have said: who approves, which database is which environment, which agent
 * holds which token, which policies count. Read from {@code trust.yaml} of the operator's folder;
 * every change in it is signed.
 *
 * @param approvers by name
 * @param environments the environment of each pinned identity
 * @param agents token digests by agent
 * @param policies newest last
 */
public record TrustRoot(
    Map<String, Approver> approvers,
    Map<PinnedIdentity, String> environments,
    Map<String, String> agents,
    List<TrustedPolicy> policies) {

  /** No trust root: nobody approves, nothing is pinned, no policy counts. */
  public static final TrustRoot EMPTY = new TrustRoot(Map.of(), Map.of(), Map.of(), List.of());

  public TrustRoot {
    approvers = Map.copyOf(approvers);
    environments = Map.copyOf(environments);
    agents = Map.copyOf(agents);
    policies = List.copyOf(policies);
  }

  /**
   * Reads the folder's trust root; {@link #EMPTY} where there is no file.
   *
   * @throws RefusedException where the file or folder could have been written by others, or any
   *     line or signature of it does not hold
   */
  public static TrustRoot read(Path folder) {
    return TrustFile.in(folder).read().root();
  }

  /** Every key that was ever enrolled, revoked ones included. */
  Set<PublicKeyText> allKeys() {
    Set<PublicKeyText> keys = new HashSet<>();
    approvers.values().forEach(who -> who.keys().forEach(key -> keys.add(key.key())));
    return keys;
  }

  /** Whether nobody was enrolled yet. */
  public boolean isEmpty() {
    return approvers.isEmpty();
  }

  /** The environment a human pinned that database to. */
  public Optional<String> environmentOf(PinnedIdentity identity) {
    return Optional.ofNullable(environments.get(identity));
  }

  /** The agent that the token belongs to. */
  public Optional<String> agentOf(String token) {
    byte[] digest = CanonicalJson.utf8(CanonicalJson.sha256(token));
    return agents.entrySet().stream()
        .filter(agent -> MessageDigest.isEqual(CanonicalJson.utf8(agent.getValue()), digest))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The policy that was trusted last for that project. */
  public Optional<TrustedPolicy> policyOf(Path project) {
    String name = project.toAbsolutePath().normalize().toString();
    return policies.stream()
        .filter(policy -> policy.project().equals(name))
        .reduce((older, newer) -> newer);
  }

  /**
   * A person who may approve.
   *
   * @param osUser their user name on the machine, for requests made from the command line
   */
  public record Approver(String name, Set<String> groups, String osUser, List<EnrolledKey> keys) {
    public Approver {
      groups = Set.copyOf(groups);
      keys = List.copyOf(keys);
    }
  }

  /** One key of an approver. What a revoked key signed no longer counts. */
  public record EnrolledKey(PublicKeyText key, boolean revoked) {}

  /**
   * A policy file that an approver signed.
   *
   * @param digest SHA-256 of its bytes, in hexadecimal
   * @param copy the bytes, kept beside the trust root
   */
  public record TrustedPolicy(
      String project, String digest, Path copy, String approver, Instant at) {
    /**
     * The policy's bytes.
     *
     * @throws RefusedException where the copy is gone or is not what was signed
     */
    public byte[] bytes() {
      return TrustFile.policyBytes(this);
    }
  }
}
