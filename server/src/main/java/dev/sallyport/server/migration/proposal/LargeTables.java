package dev.sallyport.server.migration.proposal;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.server.gateway.PlanningGround;

/** The tables of the live database on which a lock is felt, by the statistics of its planner. */
final class LargeTables {
  private static final long ROWS = 100_000;
  private static final long BYTES = 64L << 20;

  private static final String SIZE =
      """
      SELECT c.reltuples::bigint, pg_catalog.pg_relation_size(c.oid)
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'm') AND c.relname = $1
        AND ($2 = '' AND n.nspname = ANY ($3) OR n.nspname = $2)
      """;

  private final PlanningGround ground;

  LargeTables(PlanningGround ground) {
    this.ground = ground;
  }

  boolean contains(ObjectName table) {
    String schema = table.schema() == null ? "" : table.schema();
    return ground.ask(
        session ->
            session
                .rows(
                    SIZE,
                    row -> row.number(1) >= ROWS || row.number(2) >= BYTES,
                    table.name(),
                    schema,
                    session.searchPath())
                .stream()
                .anyMatch(large -> large));
  }
}
