package dev.sallyport.server.gateway;

import dev.sallyport.server.approval.RefusedException;
import dev.sallyport.server.approval.Requester;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.approval.TicketFilter;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.approval.TicketState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What an agent may do with tickets: look at its own, wait for them, take them back. */
final class AgentTickets {
  private static final Duration LONGEST = Duration.ofSeconds(45);
  private static final int PAGE = 50;

  private final TicketDesk desk;
  private final Requester requester;
  private final TicketBody bodies;

  AgentTickets(TicketDesk desk, Requester requester, TicketBody bodies) {
    this.desk = desk;
    this.requester = requester;
    this.bodies = bodies;
  }

  Answer get(String id) {
    return own(id).map(bodies::answer).orElseGet(() -> none(id));
  }

  /** Answers when the ticket changes, or as it stands when the time is over. */
  CompletionStage<Answer> await(String id, Duration longest) {
    Optional<Ticket> ticket = own(id);
    if (ticket.isEmpty()) {
      return CompletableFuture.completedStage(none(id));
    }
    TicketState.Kind kind = ticket.get().state().kind();
    if (ticket.get().state().settled() || kind == TicketState.Kind.UNKNOWN) {
      return CompletableFuture.completedStage(bodies.answer(ticket.get()));
    }
    Duration atMost = longest.compareTo(LONGEST) > 0 ? LONGEST : longest;
    return desk.awaitChange(ticket.get().id(), ticket.get().revision(), atMost)
        .thenApply(bodies::answer);
  }

  Answer list(@Nullable String state) {
    Set<TicketState.Kind> kinds = Set.of();
    if (state != null) {
      Optional<TicketState.Kind> kind = kind(state);
      if (kind.isEmpty()) {
        return Answers.denied("unknown-state", "`" + state + "` is no state of a ticket", KINDS);
      }
      kinds = Set.of(kind.get());
    }
    List<Ticket> tickets = desk.list(new TicketFilter(kinds, requester.name(), null, PAGE));
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("tickets", tickets.stream().map(bodies::line).toList());
    body.put("truncated", tickets.size() == PAGE);
    return Answer.done(body, "");
  }

  Answer cancel(String id) {
    Optional<Ticket> ticket = own(id);
    if (ticket.isEmpty()) {
      return none(id);
    }
    try {
      return bodies.answer(desk.cancel(ticket.get().id(), requester));
    } catch (RefusedException refused) {
      return Answers.denied(
          refused.refusal().label(), String.valueOf(refused.getMessage()), refused.help());
    }
  }

  private static final String KINDS =
      "use one of pending, approved, executing, executed, failed, unknown, rejected, expired,"
          + " cancelled, stale";

  private static Optional<TicketState.Kind> kind(String label) {
    for (TicketState.Kind kind : TicketState.Kind.values()) {
      if (kind.label().equals(label.toLowerCase(Locale.ROOT))) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Another agent's ticket looks exactly like one that does not exist. */
  private Optional<Ticket> own(String id) {
    return TicketId.of(id)
        .flatMap(desk::find)
        .filter(ticket -> ticket.request().requester().name().equals(requester.name()));
  }

  private static Answer none(String id) {
    return Answers.denied(
        "no-such-ticket",
        "no ticket `" + (id.length() > 40 ? id.substring(0, 40) + "…" : id) + "` of yours",
        "call `ticket_list` to see your tickets");
  }
}
