package dev.sallyport.server.migration.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the three-way comparison to scenarios with evidence and the commands that resolve them. */
final class Scenarios {
  private static final String CATCH_UP_REMEDY =
      "write what the database has into a migration and mark it as applied; nothing is run";
  private static final String ADOPT = "`request_operation` `db-pull` adopts it into schema.prisma";

  private final ThreeWay sides;

  Scenarios(ThreeWay sides) {
    this.sides = sides;
  }

  /** What drifted, the most pressing first. */
  List<Drift> drifts() {
    List<Drift> drifts = new ArrayList<>();
    undeployed().ifPresent(drifts::add);
    unmigrated().ifPresent(drifts::add);
    enumValues().ifPresent(drifts::add);
    group(
            Group.CATCH_UP,
            Scenario.CATCH_UP,
            "database and schema.prisma have it alike, the migrations do not make it so",
            CATCH_UP_REMEDY,
            List.of(
                "diff from=migrations to=schema",
                "propose_migration from_schema=true apply=false",
                "request_operation migrate-resolve applied=NAME"))
        .ifPresent(drifts::add);
    group(
            Group.UNEXPLAINED,
            Scenario.UNEXPLAINED,
            "the database has it so; neither migrations nor schema.prisma do",
            "find out who made it; then adopt it with a migration, or undo it by ticket: both wait"
                + " for a person",
            List.of(ADOPT, "diff from=database to=migrations", "execute sql=… justification=…"))
        .ifPresent(drifts::add);
    return drifts;
  }

  private Optional<Drift> undeployed() {
    return group(
        Group.UNDEPLOYED,
        Scenario.MISSING,
        "the migrations make it so, the database does not have it so",
        "deploy the migrations that are pending; `history` in `status` names them and says how",
        List.of("status", "request_operation migrate-deploy"));
  }

  private Optional<Drift> unmigrated() {
    List<String> gone = sides.objects(Group.SCHEMA_BEHIND);
    List<String> evidence =
        gone.isEmpty()
            ? List.of("schema.prisma has it so, no migration makes it so")
            : List.of(
                "schema.prisma has it so, no migration makes it so",
                "schema.prisma no longer has: " + String.join(", ", gone));
    return group(
            Group.UNMIGRATED,
            Scenario.MISSING,
            "",
            "propose the migration that brings the database to the schema; never reset",
            List.of("diff from=migrations to=schema", "propose_migration from_schema=true"))
        .map(
            drift ->
                new Drift(
                    drift.scenario(), drift.objects(), evidence, drift.remedy(), drift.commands()));
  }

  private Optional<Drift> enumValues() {
    EnumValues values = EnumValues.of(sides.of(Group.ENUM_VALUE));
    if (values.objects().isEmpty()) {
      return Optional.empty();
    }
    List<String> commands = new ArrayList<>();
    values.statements().forEach(sql -> commands.add("propose_migration pattern=manual sql=" + sql));
    return Optional.of(
        new Drift(
            Scenario.ENUM_VALUE,
            values.objects(),
            List.of("schema.prisma or the migrations have the value, the database's type lacks it"),
            "add the value with a migration of its own: it can't be used in the transaction that"
                + " adds it",
            commands));
  }

  private Optional<Drift> group(
      Group group, Scenario scenario, String evidence, String remedy, List<String> commands) {
    List<String> objects = sides.objects(group);
    return objects.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Drift(
                scenario,
                objects,
                evidence.isEmpty() ? List.of() : List.of(evidence),
                remedy,
                commands));
  }

  /** What only looks like drift. */
  List<Explanation> explanations() {
    List<Explanation> explanations = new ArrayList<>();
    explain(
        explanations,
        Group.MANUAL,
        "manual",
        "numbered files made it and the database has it as they say; Prisma knows its own"
            + " directories only, calls it drift and offers a reset: do not take that offer");
    explain(
        explanations,
        Group.INEXPRESSIBLE,
        "inexpressible",
        "migrations made it and the database has it as they say; a Prisma schema has no words for"
            + " it, so a migration that Prisma writes would leave it out or drop it");
    explain(
        explanations,
        Group.SCHEMA_BEHIND,
        "schema-behind",
        "migrations and database have it alike, schema.prisma does not: add it there, or propose"
            + " the migration that drops it");
    return explanations;
  }

  private void explain(List<Explanation> explanations, Group group, String reason, String message) {
    List<String> objects = sides.objects(group);
    if (!objects.isEmpty()) {
      explanations.add(new Explanation(reason, objects, message));
    }
  }
}
