package dev.sallyport.server.migration.history;

/** What to do about each state, in operations and tools of Sallyport. */
final class Remedies {
  private static final String DEPLOY = "`request_operation` with `migrate-deploy`";

  private Remedies() {}

  static String of(MigrationState state, String name) {
    String named = "`name: " + name + "`";
    return switch (state) {
      case APPLIED, MANUAL_APPLIED -> "";
      case PENDING -> "deploy it: " + DEPLOY;
      case FAILED ->
          "look at what it left behind and complete or undo that with `execute`; then"
              + " `request_operation` with `migrate-resolve`, "
              + named
              + " and `as: applied` or `as: rolled-back`";
      case ROLLED_BACK ->
          "mend it and deploy it again: " + DEPLOY + "; or remove its directory if nobody wants it";
      case GHOST ->
          "`request_operation` with `repair` and "
              + named
              + ": where nothing of it is there it runs again; what is there in part is completed"
              + " with `execute`";
      case ORPHANED ->
          "restore its `migration.sql` from version control; if that is really gone,"
              + " `request_operation` with `repair` and "
              + named
              + " removes the row and keeps a copy";
      case EDITED ->
          "restore the file as it was applied, and put the difference into a new migration:"
              + " `propose_migration`";
      case MANUAL_PARTIAL ->
          "apply the rest: "
              + DEPLOY
              + " and "
              + named
              + ", if the file can run twice; else send what is missing with `execute`";
      case MANUAL_PENDING -> "apply it: " + DEPLOY + " and " + named;
      case MANUAL_UNKNOWN ->
          "ask whoever applied it, or look with `query`: its effects can't be looked up";
    };
  }

  static String baseline() {
    return "`request_operation` with `baseline`: it records what is there as applied";
  }

  /** For databases that hold nothing anybody would miss. */
  static String reset(String environment) {
    return "as this database is "
        + environment
        + ", `request_operation` with `migrate-reset` may start it anew";
  }
}
