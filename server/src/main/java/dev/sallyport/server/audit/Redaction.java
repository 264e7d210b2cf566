package dev.sallyport.server.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes passwords out of SQL that is kept for reading. What runs is kept elsewhere, untouched. */
public final class Redaction {
  private static final String SPACE = "(?:\\s|--[^\\n]*\\n|/\\*(?s:.*?)\\*/)*+";

  /** The word PASSWORD, however quoted, and the literal after it. */
  private static final Pattern KEYWORD =
      Pattern.compile(
          "(?i)(\\bpassword\\b\"?"
              + SPACE
              + "(?:="
              + SPACE
              + ")?)(?:[eun]?&?'(?:[^'\\\\]|''|\\\\.)*+'?"
              + "|\\$([A-Za-z_0-9]*)\\$(?s:.*?)\\$\\2\\$)");

  /** A password inside a connection string, such as a subscription's or a foreign server's. */
  private static final Pattern CONNECTION =
      Pattern.compile("(?i)(\\bpassword\\s*=\\s*)(?!\\s*[']{1}\\*{3})[^\\s';]+");

  private static final Pattern ADDRESS = Pattern.compile("(://[^\\s:/@']*:)[^\\s@/']+@");

  private Redaction() {}

  /** The text with every password replaced by three stars. */
  public static String passwords(String sql) {
    String text = KEYWORD.matcher(sql).replaceAll("$1" + Matcher.quoteReplacement("'***'"));
    text = CONNECTION.matcher(text).replaceAll("$1***");
    return ADDRESS.matcher(text).replaceAll("$1***@");
  }
}
