package dev.sallyport.server.approval;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets to list, newest first.
 *
 * @param states empty for all
 * @param requester only that agent's; null for all
 * @param after the last ticket of the page before; null for the first page
 * @param limit at most 500
 */
public record TicketFilter(
    Set<TicketState.Kind> states, @Nullable String requester, @Nullable TicketId after, int limit) {
  public TicketFilter {
    states = Set.copyOf(states);
    if (limit < 1 || limit > 500) {
      throw new IllegalArgumentException("a page holds 1 to 500 tickets, not " + limit);
    }
  }

  /** The newest tickets in these states. */
  public static TicketFilter in(TicketState.Kind... states) {
    return new TicketFilter(Set.of(states), null, null, 100);
  }
}
