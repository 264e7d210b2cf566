package dev.sallyport.server.migration.history;

import java.util.List;
import java.util.Map;

/** The boxes a team ticks before it calls a history sound. */
final class Verification {
  private Verification() {}

  /**
   * Each box with {@code yes}, {@code no}, or {@code unknown} where Sallyport can't see it from
   * here.
   */
  static List<Map<String, String>> of(History history) {
    boolean rows = history.count(MigrationState.PENDING) == 0 && !history.unmanaged();
    boolean files = history.count(MigrationState.ORPHANED) == 0;
    boolean clean =
        history.count(MigrationState.FAILED) == 0
            && history.count(MigrationState.ROLLED_BACK) == 0
            && history.count(MigrationState.GHOST) == 0;
    return List.of(
        box("the status is up to date", history.isHealthy() ? "yes" : "no"),
        box("every file has its row", rows ? "yes" : "no"),
        box("every row has its file", files ? "yes" : "no"),
        box("none failed, none rolled back, no ghost", clean ? "yes" : "no"),
        box("all environments have the same count", "unknown"),
        box("the application's tests pass", "unknown"));
  }

  private static Map<String, String> box(String what, String ticked) {
    return Map.of("box", what, "ticked", ticked);
  }
}
