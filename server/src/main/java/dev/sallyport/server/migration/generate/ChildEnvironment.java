package dev.sallyport.server.migration.generate;

import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of the child: a short list of harmless ones, and a home and temporary folder of its
 * own. Whatever is not on the list is not handed on.
 */
final class ChildEnvironment {
  private static final List<String> HANDED_ON =
      List.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "NIX_SSL_CERT_FILE");

  /** Paths of Prisma's native engines, for machines that can't download them. */
  private static final List<String> ENGINES =
      List.of(
          "PRISMA_SCHEMA_ENGINE_BINARY",
          "PRISMA_QUERY_ENGINE_LIBRARY",
          "PRISMA_QUERY_ENGINE_BINARY",
          "PRISMA_FMT_BINARY");

  private static final Pattern DEMANDED =
      Pattern.compile("\\benv\\(\\s*['\"]([A-Z][A-Z0-9_]{0,60})['\"]\\s*\\)");

  /** What a configuration gets that stops without an address; it leads nowhere. */
  static final String NOWHERE = "postgresql://placeholder.invalid/none";

  private ChildEnvironment() {}

  /**
   * The variables.
   *
   * @param outer those of this process
   * @param home an empty folder that nobody else uses
   */
  static Map<String, String> of(Map<String, String> outer, Path home, ProjectFiles files) {
    Map<String, String> variables = new HashMap<>();
    demandedBy(files).forEach(name -> variables.put(name, NOWHERE));
    for (String name : HANDED_ON) {
      String value = outer.get(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    for (String name : ENGINES) {
      String value = outer.get(name);
      if (value != null && value.startsWith("/")) {
        variables.put(name, value);
      }
    }
    variables.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
    variables.put("HOME", home.resolve("home").toString());
    for (String name : List.of("TMPDIR", "TMP", "TEMP")) {
      variables.put(name, home.resolve("tmp").toString());
    }
    variables.put("CI", "1");
    variables.put("NO_COLOR", "1");
    variables.put("CHECKPOINT_DISABLE", "1");
    variables.put("PRISMA_HIDE_UPDATE_MESSAGE", "1");
    return variables;
  }

  /** {@code env()} of Prisma's configuration throws where a variable is not set. */
  private static List<String> demandedBy(ProjectFiles files) {
    String config = PrismaProject.locate(files).configFile();
    if (config != null && files.read(config) instanceof FileReading.Content content) {
      Matcher matcher = DEMANDED.matcher(content.text().orElse(""));
      return matcher.results().map(found -> found.group(1)).distinct().toList();
    }
    return List.of();
  }
}
