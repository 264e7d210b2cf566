package dev.sallyport.server.approval;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

/**
 * Changes the trust root. Only the command line uses it, with a key that a human unlocked: each
 * change is signed by an approver who is already enrolled; the first one signs for themselves.
 */
public final class TrustRootEditor {
  public TrustRootEditor(Path folder, Clock clock) {}

  /** Enrols a person, or one more key of a person. */
  public TrustRoot enrol(
      Signer by, String name, Set<String> groups, String osUser, PublicKeyText key) {
    throw new UnsupportedOperationException();
  }

  /** Ends a key: nothing it signed counts any more. */
  public TrustRoot revoke(Signer by, String keyId, String reason) {
    throw new UnsupportedOperationException();
  }

  /** Pins a database to an environment. */
  public TrustRoot pin(Signer by, PinnedIdentity identity, String environment) {
    throw new UnsupportedOperationException();
  }

  /** Takes a pin back: the database is production again. */
  public TrustRoot unpin(Signer by, PinnedIdentity identity) {
    throw new UnsupportedOperationException();
  }

  /** Lets a policy file take effect; its bytes are kept beside the trust root. */
  public TrustRoot trustPolicy(Signer by, Path project, byte[] policy) {
    throw new UnsupportedOperationException();
  }

  /** Makes an agent's token, which is shown once and kept only as a digest. */
  public String enrolAgent(Signer by, String agent) {
    throw new UnsupportedOperationException();
  }

  /** Ends an agent's token. */
  public TrustRoot revokeAgent(Signer by, String agent) {
    throw new UnsupportedOperationException();
  }
}
