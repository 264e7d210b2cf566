package dev.sallyport.server.cli;

import dev.sallyport.server.migration.prisma.ProjectValidation;
import java.util.Set;

/** Begins with what a command needs for certain while its options are still being read. */
final class Ahead {
  private static final Set<String> VALIDATING = Set.of("check", "validate");

  private Ahead() {}

  static void of(String[] arguments) {
    if (arguments.length > 0 && VALIDATING.contains(arguments[0])) {
      Thread thread = new Thread(ProjectValidation::warmUp, "ahead");
      thread.setDaemon(true);
      thread.start();
    }
  }
}
