package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/** A key without a passphrase. */
public final class TestKey implements Signer {
  private final KeyPair pair;

  public TestKey() {
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public PublicKeyText publicKey() {
    return new PublicKeyText(
        "ed25519 "
            + Base64.getEncoder().encodeToString(SignatureCheck.ed25519Raw(pair.getPublic())));
  }

  @Override
  public Signed sign(String document) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(CanonicalJson.utf8(document));
      return new Signed(document, keyId(), Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {}
}
