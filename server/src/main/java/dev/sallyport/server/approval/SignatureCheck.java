package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Tells whether a signature over a document is that key's. */
final class SignatureCheck {
  /** The start of every X.509 encoding of an Ed25519 key; the 32 bytes of the key follow. */
  private static final byte[] X509_ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  private SignatureCheck() {}

  /**
   * Checks one signature.
   *
   * @throws RefusedException naming what does not hold
   */
  static void require(PublicKeyText key, Signed signed) {
    byte[] document = CanonicalJson.utf8(signed.document());
    byte[] signature = decoded(signed.signature());
    if (!key.kind().equals(PublicKeyText.ED25519)) {
      SshSignature.parse(signature).require(key, document);
    } else if (!ed25519(key.bytes(), document, signature)) {
      throw bad();
    }
  }

  /** Whether it is a valid plain Ed25519 signature. */
  static boolean ed25519(byte[] rawKey, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(ed25519Key(rawKey));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  static PublicKey ed25519Key(byte[] raw) throws GeneralSecurityException {
    byte[] encoded = java.util.Arrays.copyOf(X509_ED25519, X509_ED25519.length + raw.length);
    System.arraycopy(raw, 0, encoded, X509_ED25519.length, raw.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  static byte[] ed25519Raw(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return java.util.Arrays.copyOfRange(encoded, X509_ED25519.length, encoded.length);
  }

  static RefusedException bad() {
    return new RefusedException(
        Refusal.BAD_SIGNATURE,
        "the signature does not fit what was signed",
        "sign the ticket as it is shown now, with your own key");
  }

  private static byte[] decoded(String signature) {
    String body =
        signature
            .replace("-----BEGIN SSH SIGNATURE-----", "")
            .replace("-----END SSH SIGNATURE-----", "")
            .replaceAll("\\s", "");
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw bad();
    }
  }
}
