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

  /**
   * Takes what this transaction leaves behind for what the rest of the run has to find.
   *
   * @param next the step that comes next, counted from 0
   */
  default void expectAfter(WriteSession session, int next) {}

  /**
   * How the objects of the rest differ, after a step that ran alone, from what they were before it;
   * its own work is no difference. Empty where nothing differs.
   *
   * @param step the one that ran alone, counted from 0
   */
  default String differenceAfterAlone(WriteSession session, int step) {
    return "";
  }
}
