package dev.sallyport.server.demo;

import dev.sallyport.server.Configuration;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.ApproverKey;
import dev.sallyport.server.approval.PinnedIdentity;
import dev.sallyport.server.approval.PublicKeyText;
import dev.sallyport.server.approval.Requester;
import dev.sallyport.server.approval.Signer;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.approval.TrustRootEditor;
import dev.sallyport.server.audit.ChainReport;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseIdentity;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The human side of the demo, with a key and a trust root that were made a moment ago and are gone
 * with it. They count for nothing outside the demo's own folder.
 */
final class DemoApprover implements AutoCloseable {
  /** Who approves. */
  static final String NAME = "dana";

  private final Sallyport sallyport;
  private final Signer signer;
  private final TrustRootEditor trust;

  /**
   * Makes the key and enrols it.
   *
   * @param environment the variables of the demo's server; its trust root must be in {@code folder}
   */
  DemoApprover(Map<String, String> environment, Path folder, Path project) {
    Clock clock = Clock.systemUTC();
    this.sallyport =
        Sallyport.open(Configuration.of(environment, Configuration.Overrides.NONE, project), clock);
    String passphrase = UUID.randomUUID().toString();
    Path file = folder.resolve("demo-key.json");
    PublicKeyText key = ApproverKey.create(file, NAME, passphrase.toCharArray());
    this.signer = ApproverKey.unlock(file, passphrase.toCharArray());
    this.trust = new TrustRootEditor(sallyport.configuration().trustFolder(), clock);
    trust.enrol(signer, NAME, Set.of(), System.getProperty("user.name", "demo"), key);
  }

  /** Pins the demo's database, so that it is guarded as a real one would be. */
  void pin(String environment) {
    DatabaseIdentity identity = sallyport.target().identity();
    trust.pin(
        signer,
        new PinnedIdentity(
            String.valueOf(identity.systemIdentifier()), identity.database(), identity.host()),
        environment);
  }

  /** A token that proves the agent's name. */
  String enrolAgent(String name) {
    return trust.enrolAgent(signer, name);
  }

  /** Signs the ticket as it stands and runs it, as {@code sallyport approve} does. */
  Ticket approve(String ticket) {
    TicketId id = new TicketId(ticket);
    String document = sallyport.desk().approvalDocument(id, signer.keyId(), "seen in the demo");
    sallyport.desk().approve(id, signer.sign(document));
    return sallyport.gate(Requester.Face.CLI).execution().run(id, new Cancellation());
  }

  /** Says no. */
  void reject(String ticket) {
    TicketId id = new TicketId(ticket);
    String document =
        sallyport.desk().rejectionDocument(id, signer.keyId(), "rejected in the demo");
    sallyport.desk().reject(id, signer.sign(document));
  }

  /** Checks the audit chain from its first record to its last. */
  ChainReport verify() {
    return sallyport.desk().audit().verify();
  }

  @Override
  public void close() {
    signer.close();
    sallyport.close();
  }
}
