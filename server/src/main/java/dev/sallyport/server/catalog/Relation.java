package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import java.util.List;
import java.util.Set;

/**
 * A relation that a name stands for.
 *
 * @param oid PostgreSQL's number of it
 * @param name with its schema
 * @param uniqueKeys the columns of each unique index that covers every row
 */
record Relation(long oid, ObjectName name, char kind, List<Set<String>> uniqueKeys) {
  Relation {
    uniqueKeys = List.copyOf(uniqueKeys);
  }

  /** What policies call it; {@code OTHER} for kinds that statements don't name as relations. */
  ObjectKind objectKind() {
    return objectKind(kind);
  }

  static ObjectKind objectKind(char kind) {
    return switch (kind) {
      case 'r', 'p', 't' -> ObjectKind.TABLE;
      case 'v' -> ObjectKind.VIEW;
      case 'm' -> ObjectKind.MATERIALIZED_VIEW;
      case 'f' -> ObjectKind.FOREIGN_TABLE;
      case 'S' -> ObjectKind.SEQUENCE;
      case 'i', 'I' -> ObjectKind.INDEX;
      case 'c' -> ObjectKind.TYPE;
      default -> ObjectKind.OTHER;
    };
  }

  boolean isPartitioned() {
    return kind == 'p' || kind == 'I';
  }

  /** Whether these columns, all fixed, leave at most a row for each combination of values. */
  boolean isKeyedBy(Set<String> columns) {
    return uniqueKeys.stream().anyMatch(columns::containsAll);
  }
}
