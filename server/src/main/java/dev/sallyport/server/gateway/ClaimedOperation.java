package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.approval.Claim;
import dev.sallyport.server.approval.NewTicket;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.database.TargetDatabase;

/** One run of a claimed operation's ticket, from its plan's first part to its recorded end. */
final class ClaimedOperation {
  private final Claim claim;
  private final NewTicket request;
  private final SqlReader reader;
  private final TargetDatabase target;
  private final Catalog catalog;
  private final PlannedSchema.Verdicts verdicts;
  private final ProjectWriter files;
  private final RunStage.Watcher watcher;

  ClaimedOperation(
      Claim claim,
      SqlReader reader,
      TargetDatabase target,
      Catalog catalog,
      PlannedSchema.Verdicts verdicts,
      ProjectWriter files,
      RunStage.Watcher watcher) {
    this.claim = claim;
    this.request = claim.ticket().request();
    this.reader = reader;
    this.target = target;
    this.catalog = catalog;
    this.verdicts = verdicts;
    this.files = files;
    this.watcher = watcher;
  }

  Ticket run(PlanStatements statements, Cancellation cancellation) {
    PlannedSchema schema =
        new PlannedSchema(catalog, verdicts, statements, ApprovedSchema.signed(claim.ticket()));
    RunEnd end =
        new PlanRun(
                new PlanRun.RunOrder(
                    request.steps(), RunLimits.of(request.obligations()), request.ceilings()),
                reader,
                target,
                new ClaimJournal(claim),
                schema,
                files,
                watcher)
            .run(cancellation);
    Ticket ended = recorded(end);
    watcher.reached(RunStage.RECORDED);
    return ended;
  }

  private Ticket recorded(RunEnd end) {
    if (end instanceof RunEnd.Done done) {
      return claim.executed(done.result());
    }
    if (end instanceof RunEnd.Failed failed) {
      return claim.failed(failed.error());
    }
    if (end instanceof RunEnd.Stale stale) {
      return claim.stale(stale.difference());
    }
    return claim.unknown(((RunEnd.Unknown) end).why());
  }
}
