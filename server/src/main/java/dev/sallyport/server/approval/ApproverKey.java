package dev.sallyport.server.approval;

import java.nio.file.Path;

/** An approver's Ed25519 key in a file of mode 0600, its private half under a passphrase. */
public final class ApproverKey {
  private ApproverKey() {}

  /**
   * Makes a key and writes it.
   *
   * @param passphrase wiped before returning
   * @return the public half, for the trust root
   */
  public static PublicKeyText create(Path file, String name, char[] passphrase) {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens a key for signing.
   *
   * @param passphrase wiped before returning
   * @throws RefusedException where the passphrase is wrong or the file is not private
   */
  public static Signer unlock(Path file, char[] passphrase) {
    throw new UnsupportedOperationException();
  }
}
