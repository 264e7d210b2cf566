package dev.sallyport.server.migration.drift;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.migration.history.DriftInShort;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.project.PrismaProject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code status} says of drift: the last comparison's report, while neither the project's
 * files nor the database's schema changed since. It replays nothing: that takes seconds.
 */
public final class RecalledDrift implements DriftInShort {
  private static final String HOW =
      "migrations, schema.prisma and database were not compared since the last change: `diff` does";

  private final DriftCheck check;

  public RecalledDrift(DriftCheck check) {
    this.check = check;
  }

  @Override
  public Known known(PrismaProject project, MigrationFiles files, Cancellation call) {
    try {
      return check
          .recall(project, files)
          .map(RecalledDrift::compared)
          .orElseGet(() -> new Unknown(HOW));
    } catch (SallyportException unreachable) {
      return new Unknown(String.valueOf(unreachable.getMessage()));
    }
  }

  private static Known compared(Map<?, ?> report) {
    if (report.get("remarks") instanceof List<?> remarks
        && remarks.stream().anyMatch(r -> String.valueOf(r).startsWith(DriftCheck.LEFT_OUT))) {
      return new Unknown(String.valueOf(remarks.get(0)));
    }
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    if (report.get("drift") instanceof List<?> drift) {
      for (Object entry : drift) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        if (entry instanceof Map<?, ?> map) {
          map.forEach((key, value) -> own.put(String.valueOf(key), value));
        }
        entries.add(own);
      }
    }
    return new Compared(entries);
  }
}
