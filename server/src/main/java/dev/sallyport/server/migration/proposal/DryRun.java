package dev.sallyport.server.migration.proposal;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.shadow.Replay;
import dev.sallyport.server.shadow.Script;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowDatabase;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tries a proposal on a throw-away copy of the live database's schema. */
final class DryRun {
  /** Makes a copy of a live schema. */
  interface LiveSchema {
    /**
     * Lends a database that looks like the live one.
     *
     * @throws SallyportException where it can't be copied
     */
    ShadowDatabase copy(PlanningGround ground, Shadow shadow);

    /** What stands in a database, in a form that can be compared. */
    Object facts(ShadowDatabase database);
  }

  private final Supplier<Shadow> shadow;
  private final LiveSchema live;

  DryRun(Supplier<Shadow> shadow, LiveSchema live) {
    this.shadow = shadow;
    this.live = live;
  }

  /**
   * Applies the parts once.
   *
   * @return whether anything changed
   * @throws SallyportException where one fails, with the place and the reason
   */
  boolean once(List<Part> parts, PlanningGround ground) {
    try (ShadowDatabase database = live.copy(ground, shadow.get())) {
      Object before = live.facts(database);
      apply(parts, database).ifPresent(stopped -> refuse(stopped, "fails"));
      return !before.equals(live.facts(database));
    }
  }

  /**
   * Why applying the parts a second time is not the same as once; empty where it is.
   *
   * @param last whether failing the first time refuses the proposal; else it is told as well, as
   *     where somebody made a part of it already
   */
  Optional<String> twice(List<Part> parts, PlanningGround ground, boolean last) {
    try (ShadowDatabase database = live.copy(ground, shadow.get())) {
      Optional<Replay.Stopped> failed = apply(parts, database);
      if (failed.isPresent() && !last) {
        return Optional.of("the first time it fails: " + failed.get().message());
      }
      failed.ifPresent(stopped -> refuse(stopped, "fails"));
      RowsOfTables.keep(database);
      Object once = live.facts(database);
      Optional<Replay.Stopped> again = apply(parts, database);
      if (again.isPresent()) {
        return Optional.of("the second time it fails: " + again.get().message());
      }
      if (!once.equals(live.facts(database))) {
        return Optional.of("the second time it changes the schema again");
      }
      return RowsOfTables.same(database)
          ? Optional.empty()
          : Optional.of("the second time it adds rows again");
    }
  }

  private static Optional<Replay.Stopped> apply(List<Part> parts, ShadowDatabase database) {
    return database
        .apply(
            parts.stream().map(part -> new Script("proposal" + part.suffix(), part.sql())).toList())
        .stopped();
  }

  private static void refuse(Replay.Stopped stopped, String what) {
    throw SallyportException.usage(
        "the proposal "
            + what
            + " on a shadow of the live schema, at "
            + stopped.place()
            + ": "
            + stopped.message(),
        stopped.help().isEmpty() ? "mend the SQL and propose again" : stopped.help());
  }
}
