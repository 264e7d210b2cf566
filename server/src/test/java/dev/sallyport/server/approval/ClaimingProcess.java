package dev.sallyport.server.approval;

import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.store.Store;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A process that claims approved tickets until there are none, and prints what it ran.
 *
 * <p>Arguments: the store and the approver's public key.
 */
public final class ClaimingProcess {
  private ClaimingProcess() {}

  public static void main(String[] arguments) {
    PublicKeyText key = new PublicKeyText(arguments[1]);
    TrustRoot trust =
        new TrustRoot(
            Map.of(
                "dana",
                new TrustRoot.Approver(
                    "dana", Set.of(), "dana", List.of(new TrustRoot.EnrolledKey(key, false)))),
            Map.of(),
            Map.of(),
            List.of());
    try (Store store = StoreKind.open(arguments[0]);
        TicketDesk desk =
            new TicketDesk(
                store, new AuditLog(store, Clock.systemUTC()), () -> trust, Clock.systemUTC())) {
      List<Ticket> page = approved(desk);
      while (!page.isEmpty()) {
        page.forEach(ticket -> claim(desk, ticket.id()));
        page = approved(desk);
      }
    }
  }

  private static List<Ticket> approved(TicketDesk desk) {
    List<Ticket> page =
        new ArrayList<>(
            desk.list(new TicketFilter(Set.of(TicketState.Kind.APPROVED), null, null, 32)));
    Collections.shuffle(page);
    return page.subList(0, Math.min(4, page.size()));
  }

  private static void claim(TicketDesk desk, TicketId id) {
    try (Claim claim = desk.claim(id, Office.unchanged())) {
      System.out.println(id);
      claim.executed(JsonValue.EMPTY_JSON_OBJECT);
    } catch (RefusedException e) {
      if (e.refusal() != Refusal.WRONG_STATE) {
        System.out.println("unexpected: " + e.getMessage());
      }
    }
  }
}
