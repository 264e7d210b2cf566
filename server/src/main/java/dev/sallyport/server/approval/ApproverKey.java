package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.store.FileSafety;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** An approver's Ed25519 key in a file of mode 0600, its private half under a passphrase. */
public final class ApproverKey {
  /** Fewer characters could be guessed from a stolen file, whatever the key derivation costs. */
  private static final int LEAST_PASSPHRASE = 10;

  private ApproverKey() {}

  /**
   * Makes a key and writes it; never over a file that exists.
   *
   * @param passphrase wiped before returning
   * @return the public half, for the trust root
   */
  public static PublicKeyText create(Path file, String name, char[] passphrase) {
    try {
      if (passphrase.length < LEAST_PASSPHRASE) {
        throw new RefusedException(
            Refusal.PASSPHRASE,
            "the passphrase has fewer than " + LEAST_PASSPHRASE + " characters",
            "choose a longer one; four random words will do");
      }
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      PublicKeyText publicKey =
          new PublicKeyText(
              PublicKeyText.ED25519
                  + " "
                  + Base64.getEncoder()
                      .encodeToString(SignatureCheck.ed25519Raw(pair.getPublic())));
      byte[] secret = pair.getPrivate().getEncoded();
      try {
        write(file, SealedKey.seal(name, publicKey, secret, passphrase).toJson());
      } finally {
        Arrays.fill(secret, (byte) 0);
      }
      return publicKey;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519", e);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  /** The public half, which needs no passphrase. */
  public static PublicKeyText publicKey(Path file) {
    return read(file).publicKey();
  }

  /**
   * Opens a key for signing.
   *
   * @param passphrase wiped before returning
   * @throws RefusedException where the passphrase is wrong or the file is not private
   */
  public static Signer unlock(Path file, char[] passphrase) {
    try {
      return new Ed25519Signer(read(file), passphrase);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  private static SealedKey read(Path file) {
    try {
      Optional<String> unsafe = FileSafety.whyNotPrivate(file);
      if (unsafe.isPresent()) {
        throw new RefusedException(
            Refusal.UNSAFE_FILE, unsafe.get(), "make it yours and `chmod 600 " + file + "`");
      }
      return SealedKey.fromJson(CanonicalJson.parse(Files.readString(file)));
    } catch (IOException e) {
      throw new RefusedException(
          Refusal.UNSAFE_FILE,
          "the key `" + file + "` can't be read",
          "make a key with `sallyport approver init NAME`");
    } catch (JsonException | ClassCastException | IllegalArgumentException e) {
      throw new RefusedException(
          Refusal.UNSAFE_FILE,
          "the key `" + file + "` is damaged",
          "put back a copy, or enrol a new key and revoke this one");
    }
  }

  private static void write(Path file, JsonObject json) {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, CanonicalJson.text(json) + "\n");
    } catch (FileAlreadyExistsException e) {
      throw new RefusedException(
          Refusal.UNSAFE_FILE,
          "the key `" + file + "` exists already",
          "use it, or name another file with `--key`");
    } catch (IOException e) {
      throw new RefusedException(
          Refusal.UNSAFE_FILE,
          "the key `" + file + "` can't be written",
          "check that its folder exists and is yours");
    }
  }
}
