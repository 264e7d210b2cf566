package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;

/**
 * Changes the trust root. Only the command line uses it, with a key that a human unlocked: each
 * change is signed by an approver who is already enrolled; the first one signs for themselves.
 */
public final class TrustRootEditor {
  private final Path folder;
  private final Clock clock;

  public TrustRootEditor(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Enrols a person, or one more key of a person. */
  public TrustRoot enrol(
      Signer by, String name, Set<String> groups, String osUser, PublicKeyText key) {
    return change(
        by,
        Purpose.ENROL_APPROVER,
        CanonicalJson.object()
            .add("approver", TrustChange.requireName(name))
            .add("groups", CanonicalJson.texts(groups.stream().sorted().toList()))
            .add("os-user", osUser)
            .add("public", key.text()));
  }

  /** Ends a key: nothing it signed counts any more. */
  public TrustRoot revoke(Signer by, String keyId, String reason) {
    return change(
        by, Purpose.REVOKE_KEY, CanonicalJson.object().add("revoked", keyId).add("reason", reason));
  }

  /** Pins a database to an environment. */
  public TrustRoot pin(Signer by, PinnedIdentity identity, String environment) {
    return change(
        by,
        Purpose.PIN_ENVIRONMENT,
        CanonicalJson.object()
            .add("identity", identity.toJson())
            .add("environment", TrustChange.requireName(environment)));
  }

  /** Takes a pin back: the database is production again. */
  public TrustRoot unpin(Signer by, PinnedIdentity identity) {
    return change(
        by, Purpose.UNPIN_ENVIRONMENT, CanonicalJson.object().add("identity", identity.toJson()));
  }

  /** Lets a policy file take effect; its bytes are kept beside the trust root. */
  public TrustRoot trustPolicy(Signer by, Path project, byte[] policy) {
    String digest = CanonicalJson.sha256(policy);
    keepCopy(digest, policy);
    return change(
        by,
        Purpose.TRUST_POLICY,
        CanonicalJson.object()
            .add("project", project.toAbsolutePath().normalize().toString())
            .add("digest", digest));
  }

  /** Makes an agent's token, which is shown once and kept only as a digest. */
  public String enrolAgent(Signer by, String agent) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String token = "sat_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    change(
        by,
        Purpose.ENROL_AGENT,
        CanonicalJson.object()
            .add("agent", TrustChange.requireName(agent))
            .add("token", CanonicalJson.sha256(token)));
    return token;
  }

  /** Ends an agent's token. */
  public TrustRoot revokeAgent(Signer by, String agent) {
    return change(
        by,
        Purpose.REVOKE_AGENT,
        CanonicalJson.object().add("agent", TrustChange.requireName(agent)));
  }

  private TrustRoot change(Signer by, Purpose purpose, JsonObjectBuilder fields) {
    makeFolder(folder);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("trust.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      TrustFile file = TrustFile.in(folder);
      String previous = file.read().last();
      if (!lock.isValid()) {
        throw unwritable();
      }
      Document document =
          Document.of(
              purpose,
              fields
                  .add("previous", previous)
                  .add("at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
      return file.append(TrustChange.of(by.sign(document.text()))).root();
    } catch (IOException e) {
      throw unwritable();
    }
  }

  private void keepCopy(String digest, byte[] policy) {
    Path copy = TrustFile.policyCopy(TrustFile.in(folder).file(), digest);
    makeFolder(folder);
    makeFolder(folder.resolve("policies"));
    try {
      Path fresh = Files.createTempFile(copy.getParent(), "policy", ".tmp");
      Files.write(fresh, policy);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable();
    }
  }

  private void makeFolder(Path path) {
    try {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw unwritable();
    }
  }

  private RefusedException unwritable() {
    return new RefusedException(
        Refusal.UNSAFE_FILE,
        "the folder `" + folder + "` can't be written",
        "set `SALLYPORT_CONFIG` to a folder of yours, outside the project");
  }
}
