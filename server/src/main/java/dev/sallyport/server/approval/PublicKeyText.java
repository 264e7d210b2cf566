package dev.sallyport.server.approval;

/**
 * A public key as the trust root writes it: {@code ed25519 BASE64}, or the first two words of an
 * OpenSSH {@code sk-} public key.
 */
public record PublicKeyText(String text) {
  /** The key's id: {@code SHA256:} and base64, as OpenSSH prints fingerprints. */
  public String id() {
    throw new UnsupportedOperationException();
  }
}
