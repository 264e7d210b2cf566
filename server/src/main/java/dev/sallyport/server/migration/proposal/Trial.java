package dev.sallyport.server.migration.proposal;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.gateway.PlanningGround;
import java.util.List;
import java.util.Optional;

/**
 * Tries the parts of a proposal on a shadow of the live schema, and notes what it showed.
 *
 * @param notes for the ticket
 */
record Trial(DryRun dryRun, ProposalSql sql, PlanningGround ground, List<String> notes) {

  /** Once: what Prisma applies runs once in every database. */
  void once(List<Part> parts) {
    notes.add(
        dryRun.once(parts, ground)
            ? "tried on a shadow of the live schema: it runs"
            : "tried on a shadow of the live schema: it runs, and changes nothing there");
  }

  /**
   * The parts as they are, where they can be run twice; else rewritten, and proven again.
   *
   * @throws SallyportException where they can't be made repeatable
   */
  List<Part> repeatable(List<Part> parts) {
    if (dryRun.twice(parts, ground, false).isEmpty()) {
      notes.add("applied twice on a shadow of the live schema: the second time changes nothing");
      return parts;
    }
    List<Part> rewritten = parts.stream().map(this::rewritten).toList();
    Optional<String> still = dryRun.twice(rewritten, ground, true);
    if (still.isPresent()) {
      throw SallyportException.usage(
          "a file that is applied by hand has to be repeatable, and " + still.get(),
          "write it with IF [NOT] EXISTS, ON CONFLICT DO NOTHING or WHERE NOT EXISTS, or ask for"
              + " `pattern: prisma`");
    }
    notes.add(
        "rewritten to be repeatable, and applied twice on a shadow of the live schema: the second"
            + " time changes nothing");
    return rewritten;
  }

  private Part rewritten(Part part) {
    return new Part(
        part.suffix(), Repeatable.of(part.sql(), sql.read(part.sql())), part.transactional());
  }
}
