package dev.sallyport.server.migration.diff.script;

/** What becomes of an object. */
enum Fate {
  KEPT,
  MADE,
  CHANGED,
  DROPPED,
  /** Dropped and made again; holds no data. */
  MADE_AGAIN
}
