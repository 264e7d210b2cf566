package dev.sallyport.server.migration.history;

import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.project.FileReading;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code migration_lock.toml}: Prisma deploys a history only to the product it was written for. */
final class ProviderLock {
  static final String NAME = "migration_lock.toml";

  private static final Pattern PROVIDER =
      Pattern.compile("(?m)^\\s*provider\\s*=\\s*[\"']([^\"'\\r\\n]*)[\"']");
  private static final Set<String> OURS = Set.of("postgresql", "postgres");

  private ProviderLock() {}

  /** What is wrong with the file; nothing where there is none. */
  static Optional<Finding> finding(FileReading file) {
    if (file instanceof FileReading.Absent) {
      return Optional.empty();
    }
    Matcher provider =
        PROVIDER.matcher(
            file instanceof FileReading.Content content ? content.text().orElse("") : "");
    if (!provider.find()) {
      return Optional.of(
          error(
              file,
              "`" + NAME + "` names no provider",
              "restore it: `provider = \"postgresql\"`; a merge may have left it in pieces"));
    }
    if (OURS.contains(provider.group(1))) {
      return Optional.empty();
    }
    return Optional.of(
        error(
            file,
            "`" + NAME + "` says that these migrations are for `" + provider.group(1) + "`",
            "Prisma refuses to deploy them to PostgreSQL (P3019): name the folder of PostgreSQL's"
                + " migrations, or begin a new history with `baseline`"));
  }

  private static Finding error(FileReading file, String message, String help) {
    return Finding.of("migration-lock-provider", Severity.ERROR, file.path(), message, help);
  }
}
