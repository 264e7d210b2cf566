package dev.sallyport.server.mcp;

import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells subscribers that a ticket has changed. It watches the tickets that this session opened or
 * asked about, each on a stage and none on a thread, until a ticket has reached its end.
 */
final class TicketWatch {
  private static final Duration A_WHILE = Duration.ofSeconds(45);

  private final AgentGate gate;
  private final Executor workers;
  private final Consumer<String> changed;
  private volatile boolean all;
  private final Set<String> watched = ConcurrentHashMap.newKeySet();

  /**
   * @param changed is given the address of each resource that changed
   */
  TicketWatch(AgentGate gate, Executor workers, Consumer<String> changed) {
    this.gate = gate;
    this.workers = workers;
    this.changed = changed;
  }

  /**
   * Begins to watch what a client subscribed to: one ticket, or the list of them all.
   *
   * @param uri the resource's address, as the client gave it
   */
  void subscribed(@Nullable Object uri) {
    if (Resources.TICKETS.equals(uri)) {
      all = true;
      workers.execute(this::watchOpen);
    } else if (uri instanceof String address && address.startsWith(Resources.TICKETS + "/")) {
      String ticket = address.substring(Resources.TICKETS.length() + 1);
      workers.execute(() -> watch(ticket, state(gate.ticket(ticket))));
    }
  }

  private void watchOpen() {
    if (gate.tickets("pending").body().get("tickets") instanceof List<?> open) {
      for (Object entry : open) {
        if (entry instanceof Map<?, ?> ticket && ticket.get("ticket") instanceof String id) {
          watch(id, "pending");
        }
      }
    }
  }

  /** An answer was given: if it opened a ticket, subscribers to the list learn of it. */
  void answered(Answer answer) {
    String ticket = answer.ticket();
    if (all && ticket != null && answer.outcome() == Outcome.PENDING) {
      workers.execute(
          () -> {
            if (watch(ticket, state(gate.ticket(ticket)))) {
              changed.accept(Resources.TICKETS);
            }
          });
    }
  }

  private boolean watch(String ticket, String state) {
    boolean begins = !isFinal(state) && watched.add(ticket);
    if (begins) {
      await(ticket, state);
    }
    return begins;
  }

  private void await(String ticket, String before) {
    gate.awaitTicket(ticket, A_WHILE)
        .whenCompleteAsync(
            (answer, error) -> {
              String now = error == null ? state(answer) : "";
              if (!now.equals(before)) {
                changed.accept(Resources.TICKETS + "/" + ticket);
                changed.accept(Resources.TICKETS);
              }
              if (isFinal(now)) {
                watched.remove(ticket);
              } else {
                await(ticket, now);
              }
            },
            workers);
  }

  private static String state(Answer ticket) {
    return ticket.body().get("state") instanceof String state ? state : "";
  }

  /** A ticket that is not there, or not to be seen, has no state and no change to wait for. */
  private static boolean isFinal(String state) {
    return switch (state) {
      case "pending", "approved", "executing" -> false;
      default -> true;
    };
  }
}
