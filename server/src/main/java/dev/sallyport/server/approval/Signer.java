package dev.sallyport.server.approval;

/** A key that is ready to sign. */
public interface Signer extends AutoCloseable {
  /** Id of the key: SHA-256 of its public half. */
  String keyId();

  /** Signs a document's bytes. */
  Signed sign(String document);

  /** Wipes what can be wiped. */
  @Override
  void close();
}
