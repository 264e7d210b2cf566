package dev.sallyport.server.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Agent;
import dev.sallyport.policy.rules.BuiltInPolicies;
import dev.sallyport.policy.rules.InvalidPolicyException;
import dev.sallyport.policy.rules.PolicyRequest;
import dev.sallyport.policy.rules.TargetFacts;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.approval.TrustRoot;
import dev.sallyport.server.approval.TrustRoot.TrustedPolicy;
import dev.sallyport.server.audit.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to the file, what decides is never weaker than what stood before. */
class PolicyKeeperTest {
  private static final String LOOSE = "version: 1\nrules: [{ id: all, decision: allow }]\n";
  private static final String CAREFUL =
      """
      version: 1
      rules:
        - { id: reads, effects: [read], decision: allow }
        - { id: no-inserts, effects: [insert], decision: deny }
      """;

  @TempDir Path folder;
  private Path file;
  private TrustRoot root = TrustRoot.EMPTY;
  private PolicyKeeper keeper;

  @BeforeEach
  void open() {
    file = folder.resolve("policies.yaml");
    keeper = new PolicyKeeper(folder, Optional.of(file), () -> root);
  }

  @Test
  void withoutAFileStrictStands() {
    assertThat(keeper.current().rules().digest())
        .isEqualTo(BuiltInPolicies.STRICT.policy().digest());
  }

  @Test
  void anUntrustedFileOnlyTightens() throws IOException {
    write(LOOSE);
    assertThat(insert()).isEqualTo(Verdict.APPROVE);

    write(CAREFUL);
    assertThat(insert()).isEqualTo(Verdict.DENY);
    assertThat(keeper.current().remarks())
        .containsExactly("no approver has trusted policies.yaml: it can only tighten");
  }

  @Test
  void everyChangeIsToldOnce() throws IOException {
    List<String> told = new ArrayList<>();
    write(LOOSE);
    keeper.watchedBy(
        (policy, digest) ->
            told.add(policy.source() + " " + policy.remarks().size() + " " + digest.length()));

    keeper.current();
    keeper.current();
    write(CAREFUL);
    keeper.current();
    Files.delete(file);
    keeper.current();
    keeper.current();

    assertThat(told)
        .containsExactly(
            "built-in strict, tightened by policies.yaml 1 64",
            "built-in strict, tightened by policies.yaml 1 64",
            "built-in strict, tightened by policies.yaml 1 0");
  }

  @Test
  void aTrustedFileTakesEffectWithTheNextRequest() throws IOException {
    write(LOOSE);
    assertThat(insert()).isEqualTo(Verdict.APPROVE);

    trust(LOOSE);

    assertThat(insert()).isEqualTo(Verdict.ALLOW);
    assertThat(keeper.current().source()).isEqualTo("policies.yaml, trusted by dana");
  }

  @Test
  void aChangeOfATrustedFileHasNoEffectUntilItIsTrusted() throws IOException {
    write(CAREFUL);
    trust(CAREFUL);

    write(LOOSE);

    assertThat(insert()).isEqualTo(Verdict.DENY);
    assertThat(keeper.current().remarks())
        .containsExactly(
            "policies.yaml was changed; without `sallyport policy trust` that has no effect");
    trust(LOOSE);
    assertThat(insert()).isEqualTo(Verdict.ALLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "version: 1\nrules: [", "version: 1\nrules:\n  - { id: reads", "\0"})
  void aHalfWrittenFileWeakensNothing(String half) throws IOException {
    write(CAREFUL);
    trust(CAREFUL);
    assertThat(insert()).isEqualTo(Verdict.DENY);

    write(half);

    assertThat(insert()).isEqualTo(Verdict.DENY);
  }

  @Test
  void aHalfWrittenFileThatNobodyTrustedWeakensNothing() throws IOException {
    write(CAREFUL);
    assertThat(insert()).isEqualTo(Verdict.DENY);

    write("version: 1\nrules: [");

    assertThat(insert()).isEqualTo(Verdict.DENY);
    assertThat(keeper.current().remarks())
        .containsExactly("the policy file has mistakes; the last good one stands");
  }

  @Test
  void aFileThatVanishesWeakensNothing() throws IOException {
    write(CAREFUL);
    assertThat(insert()).isEqualTo(Verdict.DENY);

    Files.delete(file);

    assertThat(insert()).isEqualTo(Verdict.DENY);
  }

  @Test
  void aFileOfFiftyMegabytesWeakensNothing() throws IOException {
    write(CAREFUL);
    assertThat(insert()).isEqualTo(Verdict.DENY);

    Files.write(file, new byte[50 << 20]);

    assertThat(insert()).isEqualTo(Verdict.DENY);
  }

  @Test
  void aLinkToALooserFileWeakensNothing() throws IOException {
    write(CAREFUL);
    trust(CAREFUL);
    assertThat(insert()).isEqualTo(Verdict.DENY);

    Files.delete(file);
    Files.writeString(folder.resolve("loose.yaml"), LOOSE);
    Files.createSymbolicLink(file, folder.resolve("loose.yaml"));

    assertThat(insert()).isEqualTo(Verdict.DENY);
  }

  @Test
  void aTrustedCopyThatWasEditedIsWorthNothing() throws IOException {
    write(CAREFUL);
    trust(CAREFUL);
    Files.writeString(root.policies().get(0).copy(), LOOSE);
    Files.delete(file);

    assertThat(insert()).isEqualTo(Verdict.APPROVE);
  }

  @Test
  void aBrokenFileAtTheStartRefuses() throws IOException {
    write("version: 1\nrules: [{ id: a }]\n");

    assertThatThrownBy(() -> keeper.current()).isInstanceOf(InvalidPolicyException.class);
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private void trust(String text) throws IOException {
    String digest = CanonicalJson.sha256(text.getBytes(UTF_8));
    Path copy = Files.writeString(folder.resolve(digest + ".copy"), text);
    String project = folder.toAbsolutePath().normalize().toString();
    root =
        new TrustRoot(
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(new TrustedPolicy(project, digest, copy, "dana", Instant.EPOCH)));
  }

  private Verdict insert() {
    Effect effect =
        Effect.of(EffectKind.INSERT, ObjectKind.TABLE, ObjectName.of("public", "users"));
    PolicyRequest request =
        new PolicyRequest(
            Operation.EXECUTE,
            List.of(new Statement("…", new Span(0, 1), List.of(effect), Set.of())),
            "production",
            TargetFacts.of("localhost", "app"),
            new Agent("anonymous@app", false),
            Instant.EPOCH,
            "",
            null,
            Set.of());
    return keeper.current().rules().decide(request).verdict();
  }
}
