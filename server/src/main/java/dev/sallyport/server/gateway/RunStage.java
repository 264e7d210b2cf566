package dev.sallyport.server.gateway;

/** How far a run has come. A process may end at each of them, and nothing is lost or run twice. */
enum RunStage {
  CLAIMED,
  TRIED,
  BEGUN,
  COMPARED,
  STATEMENT_DONE,
  LEDGER_WRITTEN,
  MARK_STORED,
  COMMITTED,
  PART_RECORDED,
  RECORDED;

  /** Told of each stage that is reached; tests end the process there. */
  interface Watcher {
    /** The watcher that lets everything pass. */
    Watcher NONE = stage -> {};

    void reached(RunStage stage);
  }
}
