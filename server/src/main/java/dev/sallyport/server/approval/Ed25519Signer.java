package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** A passphrase key, unlocked. */
final class Ed25519Signer implements Signer {
  private final PublicKeyText publicKey;
  private final byte[] secret;

  Ed25519Signer(SealedKey sealed, char[] passphrase) {
    publicKey = sealed.publicKey();
    secret = sealed.open(passphrase);
  }

  @Override
  public PublicKeyText publicKey() {
    return publicKey;
  }

  @Override
  public Signed sign(String document) {
    try {
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(secret));
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(CanonicalJson.utf8(document));
      Signed signed =
          new Signed(document, keyId(), Base64.getEncoder().encodeToString(signature.sign()));
      SignatureCheck.require(publicKey, signed);
      return signed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key can't sign", e);
    }
  }

  @Override
  public void close() {
    Arrays.fill(secret, (byte) 0);
  }
}
