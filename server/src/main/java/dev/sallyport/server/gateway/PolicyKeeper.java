package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.BuiltInPolicies;
import dev.sallyport.policy.rules.InvalidPolicyException;
import dev.sallyport.policy.rules.PolicyReader;
import dev.sallyport.policy.rules.PolicySet;
import dev.sallyport.server.approval.TrustRoot;
import dev.sallyport.server.audit.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the policy in force. A file takes effect when an approver has signed its digest; until then
 * the last trusted one stands; where none is trusted the file can only tighten the built-in strict
 * policy. A file that can't be read never weakens what stood before.
 */
public final class PolicyKeeper {
  private static final int LARGEST = 4 << 20;

  private final Path project;
  private final Optional<Path> file;
  private final Supplier<TrustRoot> trust;
  private final PolicySet strict = BuiltInPolicies.STRICT.policy();
  private @Nullable Seen seen;
  private @Nullable Watcher watcher;
  private @Nullable PolicyInForce told;
  private @Nullable Seen toldOf;

  /** Hears what decides from now on, and each time that changes. */
  interface Watcher {
    /**
     * The policy in force, with its remarks, is another than before.
     *
     * @param file the digest of the project's file, in force or not; empty where there is none
     */
    void decides(PolicyInForce policy, String file);
  }

  /** The bytes the policy in force was made from. */
  private record Seen(byte @Nullable [] file, TrustRoot trust, PolicyInForce policy) {}

  /**
   * Reads nothing yet.
   *
   * @param file the policy file; empty where the project has none
   */
  public PolicyKeeper(Path project, Optional<Path> file, Supplier<TrustRoot> trust) {
    this.project = project;
    this.file = file;
    this.trust = trust;
  }

  /**
   * From the next request on, tells of every change, and at once of what a person should know; one
   * watcher a keeper.
   */
  synchronized void watchedBy(Watcher next) {
    watcher = next;
    told = null;
  }

  /**
   * The rules that decide now.
   *
   * @throws InvalidPolicyException where the file has mistakes and nothing stood before
   */
  public synchronized PolicyInForce current() {
    PolicyInForce policy = look();
    PolicyInForce before = told;
    if (watcher != null && news(before, policy)) {
      watcher.decides(policy, digestOfFile());
    }
    told = policy;
    toldOf = seen;
    return policy;
  }

  private boolean news(@Nullable PolicyInForce before, PolicyInForce policy) {
    return before == null
        ? !policy.remarks().isEmpty()
        : seen != toldOf || !before.saysTheSameAs(policy);
  }

  private String digestOfFile() {
    try {
      byte[] bytes = read();
      return bytes == null ? "" : CanonicalJson.sha256(bytes);
    } catch (IOException e) {
      return "";
    }
  }

  private PolicyInForce look() {
    TrustRoot root = trust.get();
    byte[] bytes;
    try {
      bytes = read();
    } catch (IOException e) {
      return unreadable(root);
    }
    Seen before = seen;
    if (before != null && Arrays.equals(before.file(), bytes) && before.trust().equals(root)) {
      return before.policy();
    }
    try {
      PolicyInForce policy = settle(root, bytes);
      seen = new Seen(bytes, root, policy);
      return policy;
    } catch (InvalidPolicyException e) {
      if (before == null) {
        throw e;
      }
      return remarked(before.policy(), "the policy file has mistakes; the last good one stands");
    }
  }

  private byte @Nullable [] read() throws IOException {
    if (file.isEmpty()) {
      return null;
    }
    Path path = file.get();
    try {
      if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
        throw new IOException("not a regular file of at most 4 MiB");
      }
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      if (seen == null) {
        return null;
      }
      throw e;
    }
  }

  private PolicyInForce unreadable(TrustRoot root) {
    String remark = "the policy file can't be read; what stood before stands";
    Seen before = seen;
    return before != null
        ? remarked(before.policy(), remark)
        : remarked(settle(root, null), "the policy file can't be read");
  }

  private PolicyInForce settle(TrustRoot root, byte @Nullable [] bytes) {
    TrustRoot.TrustedPolicy trusted = root.policyOf(project).orElse(null);
    String name = file.map(path -> String.valueOf(path.getFileName())).orElse("policies.yaml");
    if (trusted != null) {
      return ofTrusted(trusted, name, bytes);
    }
    if (bytes == null) {
      return new PolicyInForce(strict, "built-in strict", List.of());
    }
    PolicySet untrusted = PolicyReader.read(name, bytes);
    if (untrusted.digest().equals(strict.digest())) {
      return new PolicyInForce(strict, "built-in strict, as in " + name, List.of());
    }
    return new PolicyInForce(
        strict.tightenedBy(untrusted),
        "built-in strict, tightened by " + name,
        List.of("no approver has trusted " + name + ": it can only tighten"));
  }

  private PolicyInForce ofTrusted(
      TrustRoot.TrustedPolicy trusted, String name, byte @Nullable [] bytes) {
    if (bytes != null && CanonicalJson.sha256(bytes).equals(trusted.digest())) {
      return new PolicyInForce(
          PolicyReader.readTrusted(name, bytes),
          name + ", trusted by " + trusted.approver(),
          List.of());
    }
    PolicySet copy = PolicyReader.readTrusted(name, copyOf(trusted));
    return new PolicyInForce(
        copy,
        "the copy of " + name + " that " + trusted.approver() + " trusted",
        List.of(
            bytes == null
                ? name + " is gone; the trusted copy stands"
                : name + " was changed; without `sallyport policy trust` that has no effect"));
  }

  /** The trusted bytes; where they are not what was signed, nothing is trusted but strict. */
  private byte[] copyOf(TrustRoot.TrustedPolicy trusted) {
    try {
      byte[] copy = Files.readAllBytes(trusted.copy());
      if (CanonicalJson.sha256(copy).equals(trusted.digest())) {
        return copy;
      }
    } catch (IOException e) {
      // Falls through: a copy that is gone is worth as little as one that was edited.
    }
    return BuiltInPolicies.STRICT.text();
  }

  private static PolicyInForce remarked(PolicyInForce policy, String remark) {
    return new PolicyInForce(policy.rules(), policy.source(), List.of(remark));
  }
}
