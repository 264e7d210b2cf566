package dev.sallyport.server.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApproverKeyTest {
  @TempDir Path folder;

  private static char[] passphrase() {
    return "four random words".toCharArray();
  }

  @Test
  void whatTheUnlockedKeySignsIsTheEnrolledKeys() throws Exception {
    Path file = folder.resolve("dana.key");
    char[] first = passphrase();
    PublicKeyText key = ApproverKey.create(file, "dana", first);
    char[] second = passphrase();

    try (Signer signer = ApproverKey.unlock(file, second)) {
      Signed signed = signer.sign("{}");

      assertThatCode(() -> SignatureCheck.require(key, signed)).doesNotThrowAnyException();
      assertThat(signed.key()).isEqualTo(key.id());
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(first).containsOnly('\0');
    assertThat(second).containsOnly('\0');
    assertThat(ApproverKey.publicKey(file)).isEqualTo(key);
  }

  @Test
  void aWrongPassphraseOpensNothing() {
    Path file = folder.resolve("dana.key");
    ApproverKey.create(file, "dana", passphrase());

    assertThatThrownBy(() -> ApproverKey.unlock(file, "another passphrase".toCharArray()))
        .hasMessage("the passphrase is wrong, or the key's file was edited");
  }

  @Test
  void anEditedKeyFileOpensNothing() throws Exception {
    Path file = folder.resolve("dana.key");
    ApproverKey.create(file, "dana", passphrase());
    String stranger = new TestKey().publicKey().text();
    String edited =
        Files.readString(file)
            .replaceFirst("\"public\":\"[^\"]*\"", "\"public\":\"" + stranger + "\"");
    Files.writeString(file, edited);

    assertThatThrownBy(() -> ApproverKey.unlock(file, passphrase()))
        .hasMessage("the passphrase is wrong, or the key's file was edited");
  }

  @Test
  void aKeyThatOthersMayReadIsRefused() throws Exception {
    Path file = folder.resolve("dana.key");
    ApproverKey.create(file, "dana", passphrase());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> ApproverKey.unlock(file, passphrase()))
        .hasMessage("`" + file + "` is not of mode 0600");
  }

  @Test
  void aKeyBehindALinkIsRefused() throws Exception {
    Path file = folder.resolve("dana.key");
    ApproverKey.create(file, "dana", passphrase());
    Path link = Files.createSymbolicLink(folder.resolve("link.key"), file);

    assertThatThrownBy(() -> ApproverKey.unlock(link, passphrase()))
        .hasMessage("`" + link + "` is not a plain file");
  }

  @Test
  void aShortPassphraseMakesNoKey() {
    Path file = folder.resolve("dana.key");

    assertThatThrownBy(() -> ApproverKey.create(file, "dana", "short".toCharArray()))
        .hasMessage("the passphrase has fewer than 10 characters");
    assertThat(file).doesNotExist();
  }

  @Test
  void aKeyIsNeverOverwritten() {
    Path file = folder.resolve("dana.key");
    PublicKeyText key = ApproverKey.create(file, "dana", passphrase());

    assertThatThrownBy(() -> ApproverKey.create(file, "dana", passphrase()))
        .hasMessage("the key `" + file + "` exists already");
    assertThat(ApproverKey.publicKey(file)).isEqualTo(key);
  }
}
