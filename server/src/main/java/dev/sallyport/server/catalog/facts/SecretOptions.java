package dev.sallyport.server.catalog.facts;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * What is secret in a user mapping, such as its password. Facts have a mark in its place, made with
 * a key that only this process has: two marks are the same where the secrets are, and tell nothing
 * else.
 */
public final class SecretOptions {
  /** For the first parameter of what {@link #SHOWN} is a part of. */
  static final String KEY = new BigInteger(160, new SecureRandom()).toString(36);

  private static final Pattern MARK = Pattern.compile("hidden:[0-9a-f]{32}");

  /**
   * The options of {@code u} as facts have them. A mark stays as it is: a copy on a shadow has
   * nothing else.
   */
  static final String SHOWN =
      """
      SELECT CASE WHEN w.value ~ '^hidden:[0-9a-f]{32}$' THEN o
                  WHEN w.name ~* '(pass|pwd|secret|token|key|cred|auth|private|sign|dsn|conn)'
                       AND w.name NOT IN ('password_required', 'passfile', 'sslkey')
                    OR w.value ~* '((pass|pwd|secret|token|key)[a-z_]*=|://[^/]*:[^/]*@)'
                  THEN w.name || '=hidden:' || md5($1::text || o)
                  ELSE o END AS shown
      FROM unnest(u.umoptions) o, LATERAL (
        SELECT split_part(o, '=', 1) AS name, substr(o, strpos(o, '=') + 1) AS value) w
      """;

  private SecretOptions() {}

  /** Whether a text holds the mark of a secret. */
  public static boolean areIn(String text) {
    return MARK.matcher(text).find();
  }
}
