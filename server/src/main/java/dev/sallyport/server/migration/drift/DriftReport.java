package dev.sallyport.server.migration.drift;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the three-way comparison came to.
 *
 * @param drift what drifted; empty where nothing did
 * @param explained what only looks like it
 * @param remarks what could not be compared, in words
 */
public record DriftReport(List<Drift> drift, List<Explanation> explained, List<String> remarks) {
  public DriftReport {
    drift = List.copyOf(drift);
    explained = List.copyOf(explained);
    remarks = List.copyOf(remarks);
  }

  /** Whether the database is as migrations and schema.prisma say, as far as that could be seen. */
  public boolean isSound() {
    return drift.isEmpty() && remarks.isEmpty();
  }

  /** The report as JSON-ready values. */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("drift", drift.stream().map(Drift::toMap).toList());
    map.put("explained", explained.stream().map(Explanation::toMap).toList());
    map.put("remarks", remarks);
    return map;
  }
}
