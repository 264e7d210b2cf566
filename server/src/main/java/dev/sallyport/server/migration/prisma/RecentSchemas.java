package dev.sallyport.server.migration.prisma;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The schemas that were read last. Thread-safe. */
final class RecentSchemas {
  private final int most;
  private final Set<List<SchemaFile>> schemas = new LinkedHashSet<>();

  RecentSchemas(int most) {
    this.most = most;
  }

  synchronized boolean contains(List<SchemaFile> schema) {
    return schemas.contains(schema);
  }

  synchronized void add(List<SchemaFile> schema) {
    if (schemas.size() == most) {
      schemas.remove(schemas.iterator().next());
    }
    schemas.add(List.copyOf(schema));
  }
}
