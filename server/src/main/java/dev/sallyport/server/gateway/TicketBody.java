package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.Reason;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.server.approval.Opened;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketState;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tickets as the agent sees them: what became of the request, and what to do next. */
final class TicketBody {

  /** The answer to a request that needs approval. */
  Answer opened(Opened opened, Decision decision) {
    Answer standing = answer(opened.ticket());
    if (opened.ticket().state().kind() != TicketState.Kind.PENDING) {
      return standing;
    }
    List<Reason> reasons =
        Answers.strictestFirst(decision.reasons()).stream()
            .filter(reason -> reason.verdict() != Verdict.ALLOW)
            .toList();
    Map<String, @Nullable Object> body = new LinkedHashMap<>(standing.body());
    body.put("repeated", !opened.fresh());
    return new Answer(Outcome.PENDING, standing.ticket(), reasons, standing.next(), body);
  }

  /** How a ticket stands. */
  Answer answer(Ticket ticket) {
    return new Answer(
        outcome(ticket.state().kind()), ticket.id().text(), List.of(), next(ticket), body(ticket));
  }

  /** A ticket in a list. */
  Map<String, @Nullable Object> line(Ticket ticket) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("ticket", ticket.id().text());
    line.put("state", ticket.state().kind().label());
    line.put("operation", ticket.request().operation().label());
    line.put("environment", ticket.request().environment());
    line.put("opened", ticket.opened().toString());
    line.put("justification", ticket.request().justification());
    return line;
  }

  private Map<String, @Nullable Object> body(Ticket ticket) {
    Map<String, @Nullable Object> body = line(ticket);
    body.remove("ticket");
    TicketState state = ticket.state();
    body.put("since", state.since().toString());
    if (state instanceof TicketState.Pending pending) {
      body.put("expires", pending.expires().toString());
      body.put("how_to_approve", Words.approve(ticket.id().text()));
      body.put("approvals", ticket.approvals().size());
      body.put(
          "approvals_needed",
          ticket.request().obligations().approvals().stream()
              .mapToInt(requirement -> requirement.count())
              .max()
              .orElse(1));
    } else if (state instanceof TicketState.Executed executed) {
      body.put("result", plain(executed.result()));
    } else if (state instanceof TicketState.Failed failed) {
      body.put("error", plain(failed.error()));
    } else if (state instanceof TicketState.Rejected rejected) {
      body.put("rejected_because", rejected.reason());
    } else if (state instanceof TicketState.Stale stale) {
      body.put("difference", stale.difference());
    } else if (state instanceof TicketState.Unknown unknown) {
      body.put("why", unknown.why());
    }
    return body;
  }

  private static Outcome outcome(TicketState.Kind kind) {
    return switch (kind) {
      case PENDING, APPROVED, EXECUTING -> Outcome.PENDING;
      case EXECUTED -> Outcome.DONE;
      case REJECTED, EXPIRED, CANCELLED, STALE -> Outcome.DENIED;
      case FAILED, UNKNOWN -> Outcome.FAILED;
    };
  }

  private static String next(Ticket ticket) {
    return switch (ticket.state().kind()) {
      case PENDING -> Words.HOW_TO_WAIT;
      case APPROVED -> "approved and about to run: call `ticket_wait` with this ticket";
      case EXECUTING -> "running: call `ticket_wait` with this ticket";
      case EXECUTED -> "";
      case FAILED ->
          ticket.state() instanceof TicketState.Failed failed && failed.error().containsKey("kept")
              ? "what was done before stays; read the error, look at `status`, then ask again"
              : "nothing of it was kept; read the error, mend the request and ask again";
      case UNKNOWN ->
          "nobody can tell whether it was committed: look with `query`, do not repeat it; a human"
              + " settles this ticket";
      case REJECTED -> "a human said no: do not ask for the same again; read the reason";
      case EXPIRED -> "nobody answered in time: ask again if it is still needed";
      case CANCELLED -> "you took it back: ask again if it is needed";
      case STALE -> "what was approved is not what would happen now: ask again";
    };
  }

  private static @Nullable Object plain(JsonObject json) {
    return JsonPlain.of(json);
  }
}
