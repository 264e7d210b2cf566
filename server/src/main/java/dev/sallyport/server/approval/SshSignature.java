package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * An OpenSSH signature as {@code ssh-keygen -Y sign} writes it (PROTOCOL.sshsig), by a hardware key
 * (PROTOCOL.u2f).
 *
 * <p>Only hardware keys count, and only with the flag that says a human touched the key: with any
 * other key an ssh-agent signs silently for every process that asks.
 */
record SshSignature(
    byte[] publicKey, String namespace, String reserved, String hash, byte[] signature) {
  static final String NAMESPACE = "sallyport-ticket-v1";
  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
  private static final int USER_PRESENT = 0x01;

  static SshSignature parse(byte[] blob) {
    try {
      SshBytes in = new SshBytes(blob);
      if (!Arrays.equals(in.raw(MAGIC.length), MAGIC) || in.number() != 1) {
        throw SignatureCheck.bad();
      }
      SshSignature parsed =
          new SshSignature(in.string(), in.text(), in.text(), in.text(), in.string());
      if (!in.atEnd()) {
        throw SignatureCheck.bad();
      }
      return parsed;
    } catch (BufferUnderflowException e) {
      throw SignatureCheck.bad();
    }
  }

  /** The signing key as its {@code .pub} line has it, whatever its kind. */
  PublicKeyText key() {
    try {
      return PublicKeyText.of(
          new SshBytes(publicKey).text() + " " + Base64.getEncoder().encodeToString(publicKey));
    } catch (BufferUnderflowException e) {
      throw SignatureCheck.bad();
    }
  }

  void require(PublicKeyText expected, byte[] document) {
    if (!key().equals(expected)) {
      throw SignatureCheck.bad();
    }
    if (!namespace.equals(NAMESPACE)) {
      throw new RefusedException(
          Refusal.WRONG_NAMESPACE,
          "the SSH signature is for another namespace",
          "sign with `ssh-keygen -Y sign -n " + NAMESPACE + "`");
    }
    if (!reserved.isEmpty()) {
      throw SignatureCheck.bad();
    }
    try {
      requireHardware(document);
    } catch (BufferUnderflowException e) {
      throw SignatureCheck.bad();
    }
  }

  private void requireHardware(byte[] document) {
    SshBytes in = new SshBytes(signature);
    String kind = in.text();
    byte[] inner = in.string();
    byte flags = in.flags();
    int counter = in.number();
    SkKey key = SkKey.parse(publicKey);
    if (!in.atEnd() || !kind.equals(key.kind())) {
      throw SignatureCheck.bad();
    }
    if ((flags & USER_PRESENT) == 0) {
      throw new RefusedException(
          Refusal.NO_USER_PRESENCE,
          "the hardware key signed without a touch",
          "sign with a key that was made without `no-touch-required`");
    }
    ByteBuffer message = ByteBuffer.allocate(32 + 1 + 4 + 32);
    message.put(sha256(key.application().getBytes(StandardCharsets.UTF_8)));
    message.put(flags).putInt(counter).put(sha256(signedBytes(document)));
    if (!key.verifies(message.array(), inner)) {
      throw SignatureCheck.bad();
    }
  }

  private byte[] signedBytes(byte[] document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC);
    string(out, CanonicalJson.utf8(namespace));
    string(out, CanonicalJson.utf8(reserved));
    string(out, CanonicalJson.utf8(hash));
    string(
        out,
        digest(
            switch (hash) {
              case "sha256" -> "SHA-256";
              case "sha512" -> "SHA-512";
              default -> throw SignatureCheck.bad();
            },
            document));
    return out.toByteArray();
  }

  private static void string(ByteArrayOutputStream out, byte[] bytes) {
    out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    return digest("SHA-256", bytes);
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
