package dev.sallyport.server.approval;

/**
 * A document with a signature over its bytes.
 *
 * @param document canonical JSON whose {@code purpose} and {@code version} say what it is for
 * @param key id of the signing key
 * @param signature base64: 64 bytes of Ed25519, or an OpenSSH signature blob
 */
public record Signed(String document, String key, String signature) {}
