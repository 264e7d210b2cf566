package dev.sallyport.server.migration.drift;

import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.migration.diff.Comparing;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowTraits;
import dev.sallyport.server.shadow.TargetTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Compares where at least one of the two is named by its address: for people at the command line.
 * Reads catalogs only, in connections of its own that are closed at once.
 */
public final class DatabaseDiff {
  private final SideReader sides;
  private final Function<List<String>, Shadow> shadows;

  /**
   * @param shadows opens a shadow that is none of the servers with these system identifiers
   */
  public DatabaseDiff(SideReader sides, Function<List<String>, Shadow> shadows) {
    this.sides = sides;
    this.shadows = shadows;
  }

  /** Whether a name is an address rather than a side. */
  public static boolean isAddress(String name) {
    return name.contains("://") || name.startsWith("jdbc:");
  }

  /**
   * Compares.
   *
   * @param from an address or the name of a side
   * @param script whether a script is written and proven
   * @param ignored globs of what is left out
   * @param renames what somebody says was renamed, each as {@code old=new}
   */
  public Differences between(
      String from, String to, boolean script, List<String> ignored, List<String> renames) {
    List<String> servers = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    End before = end(from, servers, remarks);
    End after = end(to, servers, remarks);
    SchemaFacts start = before.facts();
    SchemaFacts goal = after.facts();
    if (isSchema(from)) {
      start = SchemaCompletion.of(start, goal, sides.madeByHand());
    } else if (isSchema(to)) {
      goal = SchemaCompletion.of(goal, start, sides.madeByHand());
    }
    boolean both = isAddress(from) && isAddress(to);
    Differences differences =
        SideDiff.compare(
            start,
            goal,
            before.traits(),
            (both ? Comparing.DATABASES : Comparing.SCHEMAS)
                .ignoring(DriftInspection.globs(String.join("\n", ignored))),
            script ? () -> shadows.apply(servers) : null,
            renames,
            remarks);
    boolean changed = isOld(from, before) || isOld(to, after);
    return changed ? differences.outdated() : differences;
  }

  private boolean isOld(String name, End end) {
    if (isAddress(name)) {
      try (TargetDatabase database = new TargetDatabase(ConnectionSettings.parse(name), null)) {
        return !database.facts(FactReader::stamp).equals(end.facts().stamp());
      }
    }
    return name.equals(Side.DATABASE.label()) && !sides.stamp().equals(end.facts().stamp());
  }

  private static boolean isSchema(String name) {
    return name.equals(Side.SCHEMA.label());
  }

  private record End(SchemaFacts facts, ShadowTraits traits) {}

  private End end(String name, List<String> servers, List<String> remarks) {
    if (!isAddress(name)) {
      SideFacts side = sides.read(DriftInspection.side(name, null));
      remarks.addAll(side.remarks());
      return new End(side.facts(), sides.traits());
    }
    try (TargetDatabase database = new TargetDatabase(ConnectionSettings.parse(name), null)) {
      String system = database.identity().systemIdentifier();
      if (system != null) {
        servers.add(system);
      }
      return database.facts(session -> new End(FactReader.read(session), TargetTraits.of(session)));
    }
  }
}
