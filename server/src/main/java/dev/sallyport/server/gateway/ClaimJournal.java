package dev.sallyport.server.gateway;

import dev.sallyport.server.approval.Claim;
import dev.sallyport.server.approval.ExecutionMark;
import dev.sallyport.server.approval.NewTicket;
import dev.sallyport.server.database.CommitMark;
import dev.sallyport.server.database.WriteSession;
import jakarta.json.JsonObject;
import java.util.Optional;

/** The journal of a ticket's run: its claim. */
final class ClaimJournal implements RunJournal {
  private final Claim claim;
  private final NewTicket request;
  private boolean entered;

  ClaimJournal(Claim claim) {
    this.claim = claim;
    this.request = claim.ticket().request();
  }

  @Override
  public Optional<String> interruption() {
    return claim.interruption();
  }

  @Override
  public void started(int last) {
    claim.stepStarted(last);
  }

  @Override
  public void mark(CommitMark mark) {
    claim.mark(
        new ExecutionMark(
            mark.transaction(),
            mark.timeline(),
            mark.startPosition(),
            mark.backend(),
            request.database()));
  }

  @Override
  public void done(int last, JsonObject result) {
    claim.stepDone(last, result);
  }

  @Override
  public void enterLedger(WriteSession session) {
    if (!entered && ExecutionLedger.isKeptFor(request)) {
      new ExecutionLedger(session).enter(claim);
    }
    entered = true;
  }
}
