package dev.sallyport.server.gateway;

import java.util.regex.Pattern;

/** SQL as the audit log keeps it: the exact text but for passwords. */
final class Redacted {
  private static final Pattern PASSWORD =
      Pattern.compile(
          "(?is)(\\bpassword\\s*(?:=\\s*)?(?:[eu]&?)?)('(?:[^']|'')*'|\\$([a-z_0-9]*)\\$.*?\\$\\3\\$)");

  private Redacted() {}

  static String sql(String text) {
    return PASSWORD.matcher(text).replaceAll("$1'…'");
  }
}
