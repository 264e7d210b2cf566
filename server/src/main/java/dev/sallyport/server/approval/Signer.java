package dev.sallyport.server.approval;

/** A key that is ready to sign. */
public interface Signer extends AutoCloseable {
  /** The key's public half. */
  PublicKeyText publicKey();

  /** Id of the key. */
  default String keyId() {
    return publicKey().id();
  }

  /** Signs a document's bytes. */
  Signed sign(String document);

  /** Wipes what can be wiped. */
  @Override
  void close();
}
