package dev.sallyport.server.approval;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

/**
 * The public half of a hardware key.
 *
 * @param point 32 bytes of Ed25519, or an uncompressed point of P-256
 * @param application what the key was made for, {@code ssh:} and perhaps more
 */
record SkKey(String kind, byte[] point, String application) {
  private static final int COORDINATE = 32;
  private static final int UNCOMPRESSED = 4;

  static SkKey parse(byte[] blob) {
    SshBytes in = new SshBytes(blob);
    String kind = in.text();
    if (kind.equals(PublicKeyText.SK_ECDSA) && !in.text().equals("nistp256")) {
      throw SignatureCheck.bad();
    }
    SkKey key = new SkKey(kind, in.string(), in.text());
    if (!in.atEnd() || !key.application.startsWith("ssh:")) {
      throw SignatureCheck.bad();
    }
    return key;
  }

  boolean verifies(byte[] message, byte[] signature) {
    return switch (kind) {
      case PublicKeyText.SK_ED25519 -> SignatureCheck.ed25519(point, message, signature);
      case PublicKeyText.SK_ECDSA -> ecdsa(message, signature);
      default -> false;
    };
  }

  private boolean ecdsa(byte[] message, byte[] signature) {
    try {
      SshBytes in = new SshBytes(signature);
      byte[] rs = new byte[2 * COORDINATE];
      place(in.string(), rs, 0);
      place(in.string(), rs, COORDINATE);
      Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(p256());
      verifier.update(message);
      return in.atEnd() && verifier.verify(rs);
    } catch (GeneralSecurityException | BufferUnderflowException | ArithmeticException e) {
      return false;
    }
  }

  private static void place(byte[] number, byte[] target, int offset) {
    byte[] bytes = new BigInteger(1, number).toByteArray();
    int from = Math.max(0, bytes.length - COORDINATE);
    if (bytes.length - from > COORDINATE || (from > 0 && bytes[0] != 0) || from > 1) {
      throw new ArithmeticException("too large");
    }
    System.arraycopy(
        bytes, from, target, offset + COORDINATE - (bytes.length - from), bytes.length - from);
  }

  private PublicKey p256() throws GeneralSecurityException {
    if (point.length != 1 + 2 * COORDINATE || point[0] != UNCOMPRESSED) {
      throw new GeneralSecurityException("not an uncompressed point");
    }
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    ECPoint at =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE)),
            new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, point.length)));
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(at, curve.getParameterSpec(ECParameterSpec.class)));
  }
}
