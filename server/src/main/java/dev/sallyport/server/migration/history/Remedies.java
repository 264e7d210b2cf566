package dev.sallyport.server.migration.history;

/** What to do about each state, in commands of Sallyport. */
final class Remedies {
  private Remedies() {}

  static String of(MigrationState state, String name) {
    return switch (state) {
      case APPLIED, MANUAL_APPLIED -> "";
      case PENDING -> "deploy it: `request_operation` with `migrate-deploy`";
      case FAILED ->
          "look at what it left behind, complete or undo that with `execute`, then"
              + " `request_operation` with `migrate-resolve` for `"
              + name
              + "`, `applied` or `rolled-back`";
      case ROLLED_BACK ->
          "mend it and deploy again: `request_operation` with `migrate-deploy`; or remove the"
              + " directory if it is no longer wanted";
      case GHOST ->
          "check what is missing, make it with `execute`, then `request_operation` with `repair`";
      case ORPHANED ->
          "restore `"
              + name
              + "` from version control; if it is really gone, `request_operation` with `repair`"
              + " removes the row and keeps a copy";
      case EDITED ->
          "restore the file as it was applied, and put the difference into a new migration:"
              + " `propose_migration`";
      case MANUAL_PARTIAL ->
          "send the file with `execute`: what is there already stays; then look at `status` again";
      case MANUAL_PENDING -> "send the file with `execute`; it waits as a ticket";
      case MANUAL_UNKNOWN ->
          "ask whoever applied it, or look with `query`: its effects can't be looked up";
    };
  }

  static String baseline() {
    return "`request_operation` with `baseline`: it records what is there as the first migration";
  }
}
