package dev.sallyport.server.migration.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The boxes a team ticks before it calls a history sound. */
final class Verification {
  private static final int MOST_NAMES = 3;

  private final History history;
  private final DriftInShort.Known drift;
  private final List<Map<String, String>> boxes = new ArrayList<>();

  private Verification(History history, DriftInShort.Known drift) {
    this.history = history;
    this.drift = drift;
  }

  /**
   * Each box with {@code yes}, {@code no}, or {@code unknown} where Sallyport can't see it from
   * here, and why.
   */
  static List<Map<String, String>> of(History history, DriftInShort.Known drift) {
    Verification verification = new Verification(history, drift);
    verification.upToDate();
    verification.rows();
    verification.files();
    verification.clean();
    verification.box(
        "all environments have the same count",
        "unknown",
        "one Sallyport guards one database: "
            + history.count(MigrationState.APPLIED)
            + " are applied here; tick it where `sallyport status --database-url URL` of every"
            + " other environment says the same");
    verification.box(
        "the application's tests pass",
        "unknown",
        "they are the project's code, which never runs beside the credentials: run them, and tick"
            + " it where they pass");
    return verification.boxes;
  }

  private void upToDate() {
    String what = "the status is up to date";
    if (!history.isHealthy()) {
      box(what, "no", "see the migrations, remarks and findings above");
    } else if (drift instanceof DriftInShort.Compared compared) {
      boolean same = compared.entries().isEmpty();
      box(
          what,
          same ? "yes" : "no",
          same
              ? "the history is sound, and migrations, schema and database agree"
              : "the history is sound, but the database has drifted");
    } else if (drift instanceof DriftInShort.Unknown unknown) {
      box(what, "unknown", "the history is sound; " + unknown.why());
    }
  }

  private void rows() {
    String what = "every file has its row";
    if (history.unmanaged()) {
      box(what, "no", "there is no `_prisma_migrations`");
    } else if (history.tableUnread()) {
      box(what, "unknown", "`_prisma_migrations` was not read");
    } else {
      lacking(what, "every file has one", MigrationState.PENDING);
    }
  }

  private void files() {
    String what = "every row has its file";
    if (history.tableUnread()) {
      box(what, "unknown", "`_prisma_migrations` was not read");
    } else {
      lacking(what, "every row has one", MigrationState.ORPHANED);
    }
  }

  private void clean() {
    String what = "none failed, none rolled back, no ghost";
    if (history.tableUnread()) {
      box(what, "unknown", "`_prisma_migrations` was not read");
    } else {
      lacking(
          what,
          "there is none",
          MigrationState.FAILED,
          MigrationState.ROLLED_BACK,
          MigrationState.GHOST);
    }
  }

  private void lacking(String what, String good, MigrationState... states) {
    List<String> names =
        history.migrations().stream()
            .filter(m -> Arrays.stream(states).anyMatch(m.conditions()::contains))
            .map(MigrationReport::name)
            .toList();
    box(what, names.isEmpty() ? "yes" : "no", names.isEmpty() ? good : some(names));
  }

  private static String some(List<String> names) {
    String shown =
        names.stream()
            .limit(MOST_NAMES)
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return names.size() > MOST_NAMES
        ? shown + " and " + (names.size() - MOST_NAMES) + " more"
        : shown;
  }

  private void box(String what, String ticked, String why) {
    Map<String, String> box = new LinkedHashMap<>();
    box.put("box", what);
    box.put("ticked", ticked);
    box.put("why", why);
    boxes.add(box);
  }
}
