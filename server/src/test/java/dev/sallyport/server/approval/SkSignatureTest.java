package dev.sallyport.server.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures as hardware keys make them, made here by keys of the same form. */
class SkSignatureTest {
  private static final String DOCUMENT = "{\"purpose\":\"ticket-approve\",\"version\":1}";

  @ParameterizedTest
  @EnumSource
  void aTouchedHardwareKeyCounts(SkToken.Kind kind) {
    SkToken token = new SkToken(kind);

    Signed signed = token.sign(DOCUMENT);

    assertThatCode(() -> SignatureCheck.require(token.publicKey(), signed))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void aTicketIsApprovedWithAHardwareKey(SkToken.Kind kind) {
    SkToken token = new SkToken(kind);
    try (Office office = new Office(StoreKind.SQLITE)) {
      office.trust(
          "sam",
          new TrustRoot.Approver(
              "sam",
              java.util.Set.of(),
              "sam",
              List.of(new TrustRoot.EnrolledKey(token.publicKey(), false))));
      TicketId id = office.open("drop table old").id();

      Ticket ticket =
          office.desk.approve(
              id, token.sign(office.desk.approvalDocument(id, token.keyId(), "touched")));

      assertThat(ticket.state()).isInstanceOf(TicketState.Approved.class);
      office.claim(id).close();
    }
  }

  static Stream<Arguments> whatDoesNotCount() {
    return Stream.of(
        argumentSet(
            "no touch",
            new SkToken(SkToken.Kind.ED25519).flags(0),
            Refusal.NO_USER_PRESENCE,
            "the hardware key signed without a touch"),
        argumentSet(
            "verified but no touch",
            new SkToken(SkToken.Kind.ECDSA).flags(4),
            Refusal.NO_USER_PRESENCE,
            "the hardware key signed without a touch"),
        argumentSet(
            "another namespace",
            new SkToken(SkToken.Kind.ED25519).namespace("git"),
            Refusal.WRONG_NAMESPACE,
            "the SSH signature is for another namespace"),
        argumentSet(
            "another hash's name",
            new SkToken(SkToken.Kind.ED25519).hash("sha1"),
            Refusal.BAD_SIGNATURE,
            "the signature does not fit what was signed"),
        argumentSet(
            "reserved bytes",
            new SkToken(SkToken.Kind.ECDSA).reserved("x"),
            Refusal.BAD_SIGNATURE,
            "the signature does not fit what was signed"),
        argumentSet(
            "a key of the web",
            new SkToken(SkToken.Kind.ED25519).application("https://example.org"),
            Refusal.BAD_SIGNATURE,
            "the signature does not fit what was signed"));
  }

  @ParameterizedTest
  @MethodSource
  void whatDoesNotCount(SkToken token, Refusal refusal, String message) {
    Signed signed = token.sign(DOCUMENT);

    assertThatThrownBy(() -> SignatureCheck.require(token.publicKey(), signed))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal))
        .hasMessage(message);
  }

  @ParameterizedTest
  @EnumSource
  void anotherDocumentOrKeyDoesNotFit(SkToken.Kind kind) {
    SkToken token = new SkToken(kind);
    SkToken other = new SkToken(kind);
    Signed signed = token.sign(DOCUMENT);
    Signed moved = new Signed(DOCUMENT + " ", signed.key(), signed.signature());

    assertThatThrownBy(() -> SignatureCheck.require(token.publicKey(), moved))
        .hasMessage("the signature does not fit what was signed");
    assertThatThrownBy(() -> SignatureCheck.require(other.publicKey(), signed))
        .hasMessage("the signature does not fit what was signed");
  }

  @ParameterizedTest
  @EnumSource
  void aSignatureCutShortAnywhereIsRefused(SkToken.Kind kind) {
    SkToken token = new SkToken(kind);
    byte[] whole = java.util.Base64.getDecoder().decode(token.sign(DOCUMENT).signature());

    for (int length = 0; length < whole.length; length++) {
      String cut =
          java.util.Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(
              () ->
                  SignatureCheck.require(
                      token.publicKey(), new Signed(DOCUMENT, token.keyId(), cut)))
          .isInstanceOf(RefusedException.class);
    }
  }

  static Stream<String> keysThatSignSilently() {
    return Stream.of("ed25519", "rsa", "ecdsa");
  }

  @ParameterizedTest
  @MethodSource
  void keysThatSignSilently(String kind, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("key");
    int exit =
        new ProcessBuilder("ssh-keygen", "-q", "-t", kind, "-N", "", "-f", file.toString())
            .start()
            .waitFor();
    org.junit.jupiter.api.Assumptions.assumeTrue(exit == 0, "ssh-keygen is there");
    String half = Files.readString(Path.of(file + ".pub"));
    String word = half.substring(0, half.indexOf(' '));

    assertThatThrownBy(() -> SshSigner.with(file))
        .hasMessage(
            "`" + word + "` keys can't approve: an ssh-agent signs with them without asking");
  }

  @Test
  void aSilentKeyInsideASignatureIsRefusedToo() {
    SkToken token = new SkToken(SkToken.Kind.ED25519).kindName("ssh-ed25519");
    PublicKeyText enrolled = new SkToken(SkToken.Kind.ED25519).publicKey();
    Signed signed = token.signRaw(DOCUMENT);

    assertThatThrownBy(() -> SignatureCheck.require(enrolled, signed))
        .hasMessage(
            "`ssh-ed25519` keys can't approve: an ssh-agent signs with them without asking");
  }
}
