package dev.sallyport.server.migration.drift;

import dev.sallyport.server.catalog.facts.FactKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The three sides laid side by side: every thing with its group. */
final class ThreeWay {
  private final Map<Group, List<Seen>> groups = new EnumMap<>(Group.class);
  private int things;

  private ThreeWay() {}

  /**
   * Compares.
   *
   * @param schema null where there is no readable schema.prisma
   * @param pending whether the history has migrations that were not applied yet
   */
  static ThreeWay compare(
      SideFacts migrations, @Nullable SideFacts schema, SideFacts database, boolean pending) {
    Inventory made = Inventory.of(migrations.facts());
    Inventory tracked =
        migrations.tracked() == migrations.facts() ? made : Inventory.of(migrations.tracked());
    Inventory described = schema == null ? null : Inventory.of(schema.facts());
    Inventory live = Inventory.of(database.facts());
    Judging judging = new Judging(schema != null, pending);
    ThreeWay result = new ThreeWay();
    Map<String, Item> nothing = Map.of();
    Map<String, Item> toldBySchema = described == null ? nothing : described.told();
    for (String key : keys(made.told(), toldBySchema, live.told())) {
      Seen seen =
          new Seen(
              made.told().get(key),
              tracked.told().get(key),
              toldBySchema.get(key),
              live.told().get(key));
      result.add(judging.told(seen), seen);
    }
    for (String key : keys(made.untold(), nothing, live.untold())) {
      Seen seen =
          new Seen(made.untold().get(key), tracked.untold().get(key), null, live.untold().get(key));
      result.add(judging.untold(seen), seen);
    }
    return result;
  }

  private static Set<String> keys(
      Map<String, Item> one, Map<String, Item> two, Map<String, Item> three) {
    Set<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(two.keySet());
    keys.addAll(three.keySet());
    return keys;
  }

  private void add(Group group, Seen seen) {
    things++;
    groups.computeIfAbsent(group, g -> new ArrayList<>()).add(seen);
  }

  /** How many things were compared. */
  int things() {
    return things;
  }

  /** Everything of a group. */
  List<Seen> of(Group group) {
    return groups.getOrDefault(group, List.of());
  }

  /** The objects of a group in words; what goes with a table of the same group is left out. */
  List<String> objects(Group group) {
    Set<String> tables = new HashSet<>();
    for (Seen seen : of(group)) {
      if (seen.fact().kind() == FactKind.TABLE) {
        tables.add(seen.fact().key().schema() + "." + seen.fact().key().name());
      }
    }
    return of(group).stream()
        .map(Seen::any)
        .filter(item -> !tables.contains(item.table()))
        .map(item -> ObjectWords.of(item.fact()))
        .distinct()
        .sorted()
        .toList();
  }
}
