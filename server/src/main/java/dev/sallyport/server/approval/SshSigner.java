package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A hardware key that signs through {@code ssh-keygen}, which asks for the touch itself. */
public final class SshSigner implements Signer {
  private final Path privateKey;
  private final PublicKeyText publicKey;

  private SshSigner(Path privateKey, PublicKeyText publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /**
   * The key of that file, whose public half lies beside it.
   *
   * @throws RefusedException for keys without hardware, with which an agent could sign silently
   */
  public static SshSigner with(Path file) {
    String name = file.toString();
    Path privateKey = name.endsWith(".pub") ? Path.of(name.substring(0, name.length() - 4)) : file;
    Path half = Path.of(privateKey + ".pub");
    try {
      return new SshSigner(privateKey, PublicKeyText.of(Files.readString(half)));
    } catch (IOException e) {
      throw new RefusedException(
          Refusal.UNSUPPORTED_KEY,
          "the public key `" + half + "` can't be read",
          "name the file that ssh-keygen made");
    }
  }

  @Override
  public PublicKeyText publicKey() {
    return publicKey;
  }

  @Override
  public Signed sign(String document) {
    try {
      Process process =
          new ProcessBuilder(
                  "ssh-keygen",
                  "-Y",
                  "sign",
                  "-n",
                  SshSignature.NAMESPACE,
                  "-f",
                  privateKey.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(CanonicalJson.utf8(document));
      }
      String armored =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (process.waitFor() != 0) {
        throw failed();
      }
      Signed signed = new Signed(document, keyId(), armored);
      SignatureCheck.require(publicKey, signed);
      return signed;
    } catch (IOException e) {
      throw failed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed();
    }
  }

  private static RefusedException failed() {
    return new RefusedException(
        Refusal.BAD_SIGNATURE,
        "ssh-keygen did not sign",
        "see what it said; touch the key when it blinks");
  }

  @Override
  public void close() {}
}
