package dev.sallyport.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code .env} file, read only when a person asks for it. */
final class EnvFile {
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*"
              + "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^#]*?))\\s*(?:#.*)?");

  private EnvFile() {}

  /** Its variables; nothing is expanded. */
  static Map<String, String> read(Path file) {
    Map<String, String> variables = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        Matcher matcher = LINE.matcher(line);
        if (!line.isBlank() && !line.stripLeading().startsWith("#") && matcher.matches()) {
          variables.put(matcher.group(1), value(matcher));
        }
      }
    } catch (IOException e) {
      throw SallyportException.usage(
          "can't read `--env-file` `" + file + "`", "name a readable UTF-8 file");
    }
    return variables;
  }

  private static String value(Matcher matcher) {
    if (matcher.group(2) != null) {
      return matcher.group(2).replaceAll("\\\\(.)", "$1");
    }
    return matcher.group(3) != null ? matcher.group(3) : matcher.group(4);
  }
}
