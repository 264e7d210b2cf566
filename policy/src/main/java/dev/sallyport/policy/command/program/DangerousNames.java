package dev.sallyport.policy.command.program;

import java.util.regex.Pattern;

/** Names of scripts and targets that speak of losing a database. */
final class DangerousNames {
  private static final Pattern LOSS =
      Pattern.compile("(?i)(^|[^a-z])(reset|drop|wipe|nuke|destroy|truncate|purge|fresh|flush)");
  private static final Pattern PLACE =
      Pattern.compile("(?i)(^|[^a-z])(db|database|prisma|migrate|migrations?|schema|pg|postgres)");

  private DangerousNames() {}

  static boolean suggests(String name) {
    return LOSS.matcher(name).find() && PLACE.matcher(name).find();
  }
}
