package dev.sallyport.server.migration.drift;

import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.history.MigrationFile;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.shadow.Replay;
import dev.sallyport.server.shadow.Script;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowDatabase;
import dev.sallyport.server.shadow.ShadowTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Runs a project's migrations on an empty shadow database: Prisma's directories by name, then the
 * numbered files. Nothing says how the two were interleaved, so a directory that fails is tried
 * again behind the next numbered file, in a new database.
 */
final class Replaying {
  private final Shadow shadow;
  private final ShadowTraits traits;
  private final Watcher watcher;
  private final UnaryOperator<Script> preparation;

  /** Is told of each file before it runs. */
  @FunctionalInterface
  interface Watcher {
    /**
     * @param number from 1
     * @param all how many there are
     */
    void begins(int number, int all, MigrationFile file);
  }

  Replaying(Shadow shadow, ShadowTraits traits) {
    this(shadow, traits, (number, all, file) -> {});
  }

  private Replaying(Shadow shadow, ShadowTraits traits, Watcher watcher) {
    this(shadow, traits, watcher, script -> script);
  }

  /**
   * @param preparation what of each script is to run
   */
  Replaying(
      Shadow shadow, ShadowTraits traits, Watcher watcher, UnaryOperator<Script> preparation) {
    this.shadow = shadow;
    this.traits = traits;
    this.watcher = watcher;
    this.preparation = preparation;
  }

  /**
   * What the migrations make.
   *
   * @throws SideException where a file fails or is refused
   */
  SideFacts run(MigrationFiles files) {
    List<MigrationFile> order = new ArrayList<>(files.all());
    Attempt first = attempt(order, traits.withoutExtensions());
    if (first.done() != null) {
      return first.done();
    }
    // Extensions are often made by an administrator, outside of every migration.
    ShadowTraits next = traits;
    Attempt last = traits.extensions().isEmpty() ? first : attempt(order, next);
    for (int tries = 0; last.done() == null && tries < files.manual().size(); tries++) {
      Optional<List<MigrationFile>> other = behindTheNext(order, last);
      if (other.isEmpty()) {
        break;
      }
      order = other.get();
      last = attempt(order, next);
    }
    if (last.done() != null) {
      return last.done();
    }
    throw SideException.stopped(Side.MIGRATIONS, last.problem());
  }

  /** One of the two is null. */
  private record Attempt(
      @org.jspecify.annotations.Nullable SideFacts done,
      Replay.@org.jspecify.annotations.Nullable Stopped stopped,
      int at) {
    Replay.Stopped problem() {
      return java.util.Objects.requireNonNull(stopped);
    }
  }

  private Attempt attempt(List<MigrationFile> order, ShadowTraits with) {
    try (ShadowDatabase database = shadow.lend(with)) {
      SchemaFacts tracked = null;
      for (int i = 0; i < order.size(); i++) {
        MigrationFile file = order.get(i);
        watcher.begins(i + 1, order.size(), file);
        if (tracked == null && file instanceof MigrationFile.Manual) {
          tracked = database.facts(FactReader::read);
        }
        Replay replay = database.apply(preparation.apply(script(file)));
        if (replay instanceof Replay.Stopped stopped) {
          return new Attempt(null, stopped, i);
        }
      }
      SchemaFacts facts = database.facts(FactReader::read);
      return new Attempt(
          new SideFacts(Side.MIGRATIONS, facts, tracked == null ? facts : tracked, List.of()),
          null,
          -1);
    }
  }

  private static Optional<List<MigrationFile>> behindTheNext(
      List<MigrationFile> order, Attempt attempt) {
    MigrationFile failed = order.get(attempt.at());
    if (!(failed instanceof MigrationFile.Prisma) || attempt.problem().refused()) {
      return Optional.empty();
    }
    for (int i = attempt.at() + 1; i < order.size(); i++) {
      if (order.get(i) instanceof MigrationFile.Manual manual) {
        List<MigrationFile> other = new ArrayList<>(order);
        other.remove(i);
        other.add(attempt.at(), manual);
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  /** A file as it is. */
  static Script script(MigrationFile file) {
    FileReading reading = file.script();
    return new Script(
        reading.path(),
        file.sql()
            .orElseThrow(
                () ->
                    new SideException(
                        Side.MIGRATIONS,
                        "`" + reading.path() + "` " + why(reading),
                        "mend or remove the file; a migration is SQL in UTF-8")));
  }

  private static String why(FileReading reading) {
    if (reading instanceof FileReading.Refused refused) {
      return refused.why();
    }
    return reading instanceof FileReading.Absent ? "is missing" : "is no text in UTF-8";
  }
}
