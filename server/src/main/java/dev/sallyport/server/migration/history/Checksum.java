package dev.sallyport.server.migration.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A migration's checksum as Prisma computes and compares it. */
public final class Checksum {
  private Checksum() {}

  /** SHA-256 in lower-case hexadecimal: what Prisma writes today. */
  public static String of(byte[] migration) {
    return HexFormat.of().formatHex(sha256(migration));
  }

  /**
   * Whether a stored checksum is of these bytes. As in Prisma, a difference in line ends alone is
   * none, and neither is the form of old versions, which wrote bytes below 16 with one digit.
   */
  public static boolean matches(byte[] migration, String stored) {
    if (matchesExactly(migration, stored)) {
      return true;
    }
    // Byte by byte: in ISO-8859-1 every byte is a character of its own.
    String text = new String(migration, StandardCharsets.ISO_8859_1);
    String lineFeeds = text.replace("\r\n", "\n");
    return matchesExactly(bytes(lineFeeds), stored)
        || matchesExactly(bytes(lineFeeds.replace("\n", "\r\n")), stored);
  }

  private static boolean matchesExactly(byte[] migration, String stored) {
    byte[] digest = sha256(migration);
    return HexFormat.of().formatHex(digest).equals(stored) || unpadded(digest).equals(stored);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String unpadded(byte[] digest) {
    StringBuilder text = new StringBuilder();
    for (byte unit : digest) {
      text.append(Integer.toHexString(unit & 0xff));
    }
    return text.toString();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
