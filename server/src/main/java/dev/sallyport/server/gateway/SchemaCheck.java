package dev.sallyport.server.gateway;

import dev.sallyport.server.database.WriteSession;

/** Tells, inside the transaction that runs a ticket, how things differ from what was approved. */
interface SchemaCheck {
  /** The check that never objects, for runs that have nothing to compare with. */
  SchemaCheck NONE = session -> "";

  /**
   * How the touched objects differ, in words, as the transaction sees them under its locks; empty
   * where nothing differs.
   */
  String difference(WriteSession session);

  /**
   * Why a step may not run, with the schema as the steps before it left it; empty where it may.
   *
   * @param step counted from 0
   */
  default String objection(int step, WriteSession session) {
    return "";
  }

  /** What became different meanwhile that no lock holds, asked before COMMIT. */
  default String laterDifference(WriteSession session) {
    return "";
  }
}
