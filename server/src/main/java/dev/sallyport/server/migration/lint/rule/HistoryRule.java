package dev.sallyport.server.migration.lint.rule;

/** A rule about files as a whole, which the linter itself holds. */
abstract class HistoryRule extends Rule {
  @Override
  public final void check(Visit visit) {
    // No statement by itself breaks it.
  }
}
