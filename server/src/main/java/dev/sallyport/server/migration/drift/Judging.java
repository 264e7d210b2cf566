package dev.sallyport.server.migration.drift;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which {@link Group} a thing belongs to. */
final class Judging {
  private final boolean withSchema;
  private final boolean pending;

  /**
   * @param withSchema whether schema.prisma could be read
   * @param pending whether the history has migrations that were not applied yet
   */
  Judging(boolean withSchema, boolean pending) {
    this.withSchema = withSchema;
    this.pending = pending;
  }

  /** Of a thing that schema.prisma has words for. */
  Group told(Seen seen) {
    if (!withSchema) {
      Group group = untold(seen);
      return group == Group.INEXPRESSIBLE ? Group.MANUAL : group;
    }
    if (seen.migrationsAndDatabaseAgree()) {
      return agreed(seen);
    }
    if (lacksLabels(seen)) {
      return Group.ENUM_VALUE;
    }
    if (seen.schemaAndDatabaseAgree()) {
      // Absent from both because Prisma has no words for it: schema.prisma says nothing of it.
      boolean unsaid = seen.database() == null && isInexpressible(seen.fact());
      return unsaid
          ? Group.UNDEPLOYED
          : seen.schemaAndMigrationsAgree() ? Group.UNEXPLAINED : Group.CATCH_UP;
    }
    if (seen.database() == null) {
      return seen.migrations() == null ? Group.UNMIGRATED : Group.UNDEPLOYED;
    }
    boolean changes = seen.schemaAndMigrationsAgree() && seen.migrations() != null;
    return changes && pending ? Group.UNDEPLOYED : Group.UNEXPLAINED;
  }

  private static Group agreed(Seen seen) {
    if (seen.schemaAndDatabaseAgree()) {
      return seen.isOutsideOfPrisma() ? Group.MANUAL : Group.SOUND;
    }
    if (seen.schema() != null) {
      return lacksLabels(seen) ? Group.ENUM_VALUE : Group.UNMIGRATED;
    }
    if (isInexpressible(seen.fact())) {
      return Group.INEXPRESSIBLE;
    }
    boolean rule = Form.isUniqueKey(seen.fact());
    return seen.isOutsideOfPrisma() && !rule ? Group.MANUAL : Group.SCHEMA_BEHIND;
  }

  /** Of a thing that schema.prisma has no words for. */
  Group untold(Seen seen) {
    if (seen.migrationsAndDatabaseAgree()) {
      return seen.isOutsideOfPrisma() ? Group.INEXPRESSIBLE : Group.SOUND;
    }
    if (lacksLabels(seen)) {
      return Group.ENUM_VALUE;
    }
    if (seen.database() == null) {
      return Group.UNDEPLOYED;
    }
    return seen.migrations() != null && pending ? Group.UNDEPLOYED : Group.UNEXPLAINED;
  }

  /** Whether the database's enum has a part of the labels of another side, and nothing else. */
  private static boolean lacksLabels(Seen seen) {
    Item database = seen.database();
    if (database == null || database.fact().kind() != FactKind.ENUM) {
      return false;
    }
    Set<String> wanted = new HashSet<>(labels(seen.migrations()));
    wanted.addAll(labels(seen.schema()));
    List<String> there = labels(database);
    return wanted.size() > there.size() && wanted.containsAll(there);
  }

  static List<String> labels(@Nullable Item item) {
    return item == null ? List.of() : item.fact().texts("labels");
  }

  static boolean isInexpressible(Fact fact) {
    String definition = fact.textOf("definition");
    return switch (fact.kind()) {
      case INDEX ->
          definition.contains(" WHERE ")
              || definition.contains(" INCLUDE ")
              || definition.contains(" NULLS ")
              || definition.matches("(?s).* USING \\w+ \\(.*[(:].*\\).*");
      case TABLE -> fact.text("partitionedBy") != null || !fact.texts("parents").isEmpty();
      case COLUMN -> fact.text("generated") != null;
      default -> false;
    };
  }
}
