package dev.sallyport.server.migration.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one migration.
 *
 * @param pattern {@code prisma} or {@code manual}
 * @param conditions everything that is so, the most pressing first; never empty
 * @param evidence file, row, object or checksum, in words
 * @param remedy what to do, in commands of Sallyport; empty where nothing is
 */
public record MigrationReport(
    String name,
    String pattern,
    List<MigrationState> conditions,
    List<String> evidence,
    String remedy) {
  public MigrationReport {
    conditions = conditions.stream().sorted().distinct().toList();
    evidence = List.copyOf(evidence);
  }

  /** The most pressing condition. */
  public MigrationState state() {
    return conditions.get(0);
  }

  /** The report as JSON-ready values. */
  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("pattern", pattern);
    map.put("state", state().label());
    if (conditions.size() > 1) {
      map.put("conditions", conditions.stream().map(MigrationState::label).toList());
    }
    map.put("evidence", evidence);
    map.put("remedy", remedy);
    return map;
  }
}
