package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Agent;
import dev.sallyport.server.Configuration;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.ApproverKey;
import dev.sallyport.server.approval.PinnedIdentity;
import dev.sallyport.server.approval.PublicKeyText;
import dev.sallyport.server.approval.Purpose;
import dev.sallyport.server.approval.Requester;
import dev.sallyport.server.approval.Signed;
import dev.sallyport.server.approval.Signer;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.approval.TrustRootEditor;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseIdentity;
import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A whole Sallyport over a real PostgreSQL, with a trust root and an approver of its own. */
final class GateFixture implements AutoCloseable {
  static final Agent AGENT = new Agent("anonymous@project", false);
  private static final String PASSPHRASE = "correct horse battery staple";

  final Path folder;
  final EmbeddedDatabase database;
  final Sallyport sallyport;
  private final EmbeddedServer server;
  private final Map<String, Signer> unlocked = new ConcurrentHashMap<>();

  GateFixture(Path folder) throws IOException {
    this.folder = folder;
    Path project = Files.createDirectories(folder.resolve("project"));
    server = EmbeddedServer.start(Files.createDirectories(folder.resolve("server")));
    database = server.createDatabase("booking", "booking_app");
    sallyport =
        Sallyport.open(
            Configuration.of(
                Map.of(
                    "DATABASE_URL", database.url(),
                    "SALLYPORT_HOME", folder.resolve("home").toString(),
                    "SALLYPORT_CONFIG", folder.resolve("trust").toString()),
                Configuration.Overrides.NONE,
                project),
            Clock.systemUTC());
  }

  Gateway gate() {
    return sallyport.gate(Requester.Face.MCP);
  }

  Answer query(String sql) {
    return gate().handle(AgentRequest.query(sql, null, AGENT), new Cancellation());
  }

  Answer execute(String sql) {
    return gate()
        .handle(AgentRequest.execute(sql, "the tests ask for it", AGENT), new Cancellation());
  }

  /** Enrols an approver, with a key under the test's passphrase. */
  void enrol(String name) throws IOException {
    enrol(name, name);
  }

  /** Enrols an approver, with the signature of one who is enrolled already. */
  void enrol(String name, String by) throws IOException {
    Path file = Files.createDirectories(folder.resolve("keys")).resolve(name);
    PublicKeyText key = ApproverKey.create(file, name, PASSPHRASE.toCharArray());
    unlocked.remove(name);
    try (Signer signer = signer(by)) {
      editor().enrol(signer, name, Set.of(), name, key);
    }
  }

  /** Ends the key that an approver has now. */
  void revoke(String name, String reason, String by) {
    String key;
    try (Signer signer = signer(name)) {
      key = signer.keyId();
    }
    try (Signer signer = signer(by)) {
      editor().revoke(signer, key, reason);
    }
  }

  void freeze(String name, String reason) {
    order(Purpose.FREEZE, name, reason);
  }

  void thaw(String name, String reason) {
    order(Purpose.THAW, name, reason);
  }

  private void order(Purpose purpose, String name, String reason) {
    TicketDesk desk = sallyport.desk();
    try (Signer signer = signer(name)) {
      desk.freezeOrThaw(purpose, signer.sign(desk.freezeDocument(purpose, signer.keyId(), reason)));
    }
  }

  void pin(String name, String environment) {
    DatabaseIdentity identity = sallyport.target().identity();
    try (Signer signer = signer(name)) {
      editor()
          .pin(
              signer,
              new PinnedIdentity(
                  String.valueOf(identity.systemIdentifier()),
                  identity.database(),
                  identity.host()),
              environment);
    }
  }

  Ticket approve(@Nullable String ticket, String name) {
    TicketId id = TicketId.of(String.valueOf(ticket)).orElseThrow();
    try (Signer signer = signer(name)) {
      return sallyport
          .desk()
          .approve(id, signer.sign(sallyport.desk().approvalDocument(id, signer.keyId(), "fine")));
    }
  }

  Ticket run(@Nullable String ticket) {
    return gate()
        .execution()
        .run(TicketId.of(String.valueOf(ticket)).orElseThrow(), new Cancellation());
  }

  /** Runs a ticket, and something else at a stage of it. */
  Ticket run(@Nullable String ticket, RunStage stage, Runnable meanwhile) {
    return gate()
        .execution()
        .run(
            TicketId.of(String.valueOf(ticket)).orElseThrow(),
            new Cancellation(),
            reached -> {
              if (reached == stage) {
                meanwhile.run();
              }
            });
  }

  /** Runs a script as the server's administrator. */
  void superuser(String script) {
    server.administer("booking").run(script);
  }

  void freezeOrThaw(String name, Purpose purpose) {
    try (Signer signer = signer(name)) {
      sallyport
          .desk()
          .freezeOrThaw(
              purpose,
              signer.sign(sallyport.desk().freezeDocument(purpose, signer.keyId(), "a test")));
    }
  }

  /** Puts a policy into the project and has an approver trust it. */
  void trust(String name, String policy) throws IOException {
    Path project = folder.resolve("project");
    Files.writeString(project.resolve("policies.yaml"), policy);
    try (Signer signer = signer(name)) {
      editor()
          .trustPolicy(signer, project, policy.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  private TrustRootEditor editor() {
    return new TrustRootEditor(folder.resolve("trust"), Clock.systemUTC());
  }

  /** Unlocked once: the key's derivation is slow on purpose. */
  private Signer signer(String name) {
    Path file = folder.resolve("keys").resolve(name);
    return new Unlocked(
        unlocked.computeIfAbsent(name, who -> ApproverKey.unlock(file, PASSPHRASE.toCharArray())));
  }

  /** A signer that stays open when its user is done. */
  private record Unlocked(Signer signer) implements Signer {
    @Override
    public PublicKeyText publicKey() {
      return signer.publicKey();
    }

    @Override
    public Signed sign(String document) {
      return signer.sign(document);
    }

    @Override
    public void close() {}
  }

  @Override
  public void close() {
    sallyport.close();
    server.close();
  }
}
