package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * A public key as the trust root writes it: {@code ed25519 BASE64} of its 32 bytes, or the first
 * two words of an OpenSSH {@code sk-} public key.
 */
public record PublicKeyText(String text) {
  static final String ED25519 = "ed25519";
  static final String SK_ED25519 = "sk-ssh-ed25519@openssh.com";
  static final String SK_ECDSA = "sk-ecdsa-sha2-nistp256@openssh.com";
  private static final Set<String> KINDS = Set.of(ED25519, SK_ED25519, SK_ECDSA);

  public PublicKeyText {
    String[] words = text.split(" ", -1);
    if (words.length != 2 || !KINDS.contains(words[0])) {
      throw unsupported(words[0]);
    }
    try {
      Base64.getDecoder().decode(words[1]);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          Refusal.UNSUPPORTED_KEY, "the public key is not base64", "copy the whole `.pub` line");
    }
  }

  /**
   * The key on a line of an OpenSSH {@code .pub} file or of the trust root; a comment is dropped.
   *
   * @throws RefusedException for keys that could sign without a human
   */
  public static PublicKeyText of(String line) {
    String[] words = line.strip().split("\\s+", 3);
    return new PublicKeyText(words.length < 2 ? words[0] : words[0] + " " + words[1]);
  }

  private static RefusedException unsupported(String kind) {
    String shown = kind.length() > 60 ? kind.substring(0, 60) : kind;
    return new RefusedException(
        Refusal.UNSUPPORTED_KEY,
        kind.startsWith("ssh-") || kind.startsWith("ecdsa-") || kind.startsWith("rsa-")
            ? "`" + shown + "` keys can't approve: an ssh-agent signs with them without asking"
            : "`" + shown + "` is no kind of key that can approve",
        "make a key with `sallyport approver init`, or use a hardware key of kind `"
            + SK_ED25519
            + "`");
  }

  /** The key's id: {@code SHA256:} and 16 bytes of its hash in hexadecimal. */
  public String id() {
    byte[] hash = HexFormat.of().parseHex(CanonicalJson.sha256(text));
    return "SHA256:" + HexFormat.of().formatHex(hash, 0, 16);
  }

  String kind() {
    return text.substring(0, text.indexOf(' '));
  }

  byte[] bytes() {
    return Base64.getDecoder().decode(text.substring(text.indexOf(' ') + 1));
  }
}
