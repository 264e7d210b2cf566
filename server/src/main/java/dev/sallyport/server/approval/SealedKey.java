package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A private key under a passphrase: Argon2id makes the key, AES-256-GCM seals, and everything else
 * in the file is sealed with it.
 *
 * @param memory of Argon2id, in KiB
 */
record SealedKey(
    String name,
    PublicKeyText publicKey,
    int memory,
    int iterations,
    byte[] salt,
    byte[] nonce,
    byte[] sealed) {
  private static final int MEMORY = 64 * 1024;
  private static final int ITERATIONS = 3;

  static SealedKey seal(String name, PublicKeyText publicKey, byte[] secret, char[] passphrase)
      throws GeneralSecurityException {
    SealedKey open =
        new SealedKey(name, publicKey, MEMORY, ITERATIONS, random(16), random(12), new byte[0]);
    byte[] sealed = open.cipher(Cipher.ENCRYPT_MODE, passphrase).doFinal(secret);
    return new SealedKey(name, publicKey, MEMORY, ITERATIONS, open.salt, open.nonce, sealed);
  }

  /** The private key's bytes; the caller wipes them. */
  byte[] open(char[] passphrase) {
    try {
      return cipher(Cipher.DECRYPT_MODE, passphrase).doFinal(sealed);
    } catch (AEADBadTagException e) {
      throw new RefusedException(
          Refusal.PASSPHRASE,
          "the passphrase is wrong, or the key's file was edited",
          "type the passphrase of `" + name + "` again");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM", e);
    }
  }

  private Cipher cipher(int mode, char[] passphrase) throws GeneralSecurityException {
    byte[] key = derive(passphrase);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      cipher.updateAAD(CanonicalJson.utf8(CanonicalJson.text(head().build())));
      return cipher;
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private byte[] derive(char[] passphrase) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    byte[] key = new byte[32];
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withMemoryAsKB(memory)
              .withIterations(iterations)
              .withParallelism(1)
              .withSalt(salt)
              .build());
      generator.generateBytes(bytes, key);
      return key;
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(encoded.array(), (byte) 0);
    }
  }

  JsonObject toJson() {
    return head().add("sealed", base64(sealed)).build();
  }

  private JsonObjectBuilder head() {
    return CanonicalJson.object()
        .add("version", 1)
        .add("name", name)
        .add("public", publicKey.text())
        .add("kdf", "argon2id")
        .add("memory", memory)
        .add("iterations", iterations)
        .add("salt", base64(salt))
        .add("nonce", base64(nonce));
  }

  static SealedKey fromJson(JsonObject json) {
    SealedKey key =
        new SealedKey(
            json.getString("name"),
            new PublicKeyText(json.getString("public")),
            json.getInt("memory"),
            json.getInt("iterations"),
            Base64.getDecoder().decode(json.getString("salt")),
            Base64.getDecoder().decode(json.getString("nonce")),
            Base64.getDecoder().decode(json.getString("sealed")));
    if (key.memory < MEMORY || key.memory > 16 * MEMORY || key.iterations > 20) {
      throw new IllegalArgumentException("key derivation out of bounds");
    }
    return key;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
