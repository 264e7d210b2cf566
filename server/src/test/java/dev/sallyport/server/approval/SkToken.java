package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A security key in software: it writes what {@code ssh-keygen -Y sign} writes with a real one. */
final class SkToken implements Signer {
  enum Kind {
    ED25519,
    ECDSA
  }

  private final Kind kind;
  private final KeyPair pair;
  private String kindName;
  private String application = "ssh:";
  private String namespace = "sallyport-ticket-v1";
  private String reserved = "";
  private String hash = "sha512";
  private int flags = 1;

  SkToken(Kind kind) {
    this.kind = kind;
    kindName = kind == Kind.ED25519 ? PublicKeyText.SK_ED25519 : PublicKeyText.SK_ECDSA;
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance(kind == Kind.ED25519 ? "Ed25519" : "EC");
      if (kind == Kind.ECDSA) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  SkToken kindName(String name) {
    kindName = name;
    return this;
  }

  SkToken application(String name) {
    application = name;
    return this;
  }

  SkToken namespace(String name) {
    namespace = name;
    return this;
  }

  SkToken reserved(String text) {
    reserved = text;
    return this;
  }

  SkToken hash(String name) {
    hash = name;
    return this;
  }

  SkToken flags(int bits) {
    flags = bits;
    return this;
  }

  @Override
  public PublicKeyText publicKey() {
    return new PublicKeyText(kindName + " " + Base64.getEncoder().encodeToString(blob()));
  }

  private byte[] blob() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    string(out, ascii(kindName));
    if (kind == Kind.ED25519) {
      string(out, SignatureCheck.ed25519Raw(pair.getPublic()));
    } else {
      string(out, ascii("nistp256"));
      ECPublicKey key = (ECPublicKey) pair.getPublic();
      byte[] point = new byte[65];
      point[0] = 4;
      place(key.getW().getAffineX(), point, 1);
      place(key.getW().getAffineY(), point, 33);
      string(out, point);
    }
    string(out, ascii(application));
    return out.toByteArray();
  }

  private static void place(BigInteger number, byte[] target, int offset) {
    byte[] bytes = number.toByteArray();
    int from = Math.max(0, bytes.length - 32);
    System.arraycopy(bytes, from, target, offset + 32 - (bytes.length - from), bytes.length - from);
  }

  @Override
  public Signed sign(String document) {
    Signed signed = signRaw(document);
    return new Signed(document, keyId(), signed.signature());
  }

  Signed signRaw(String document) {
    try {
      ByteArrayOutputStream toSign = new ByteArrayOutputStream();
      toSign.writeBytes(ascii("SSHSIG"));
      string(toSign, ascii(namespace));
      string(toSign, ascii(reserved));
      string(toSign, ascii(hash));
      String algorithm = hash.equals("sha256") ? "SHA-256" : "SHA-512";
      string(toSign, digest(algorithm, CanonicalJson.utf8(document)));
      ByteBuffer message = ByteBuffer.allocate(69);
      message.put(digest("SHA-256", ascii(application)));
      message.put((byte) flags).putInt(7).put(digest("SHA-256", toSign.toByteArray()));
      ByteArrayOutputStream inner = new ByteArrayOutputStream();
      string(inner, ascii(kindName));
      string(inner, raw(message.array()));
      inner.write(flags);
      inner.writeBytes(ByteBuffer.allocate(4).putInt(7).array());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(ascii("SSHSIG"));
      out.writeBytes(ByteBuffer.allocate(4).putInt(1).array());
      string(out, blob());
      string(out, ascii(namespace));
      string(out, ascii(reserved));
      string(out, ascii(hash));
      string(out, inner.toByteArray());
      return new Signed(document, "unknown", Base64.getEncoder().encodeToString(out.toByteArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] raw(byte[] message) throws GeneralSecurityException {
    Signature signature =
        Signature.getInstance(kind == Kind.ED25519 ? "Ed25519" : "SHA256withECDSAinP1363Format");
    signature.initSign(pair.getPrivate());
    signature.update(message);
    byte[] bytes = signature.sign();
    if (kind == Kind.ED25519) {
      return bytes;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    string(out, new BigInteger(1, Arrays.copyOf(bytes, 32)).toByteArray());
    string(out, new BigInteger(1, Arrays.copyOfRange(bytes, 32, 64)).toByteArray());
    return out.toByteArray();
  }

  private static byte[] digest(String algorithm, byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance(algorithm).digest(bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void string(ByteArrayOutputStream out, byte[] bytes) {
    out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }

  @Override
  public void close() {}
}
