package dev.sallyport.server.approval;

import dev.sallyport.server.store.StoreSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Compares tickets with what the audit chain says of them. */
final class StoreCheck {
  private static final int PAGE = 200;

  private final Desk desk;

  StoreCheck(Desk desk) {
    this.desk = desk;
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    String after = "";
    List<String> page;
    do {
      page = ids(after);
      for (String id : page) {
        check(id, problems);
        after = id;
      }
    } while (page.size() == PAGE);
    return problems;
  }

  private List<String> ids(String after) {
    return desk.store()
        .read(
            session ->
                session.list(
                    "SELECT id FROM ticket WHERE id > ? ORDER BY id LIMIT " + PAGE,
                    row -> row.text(1),
                    after));
  }

  private void check(String id, List<String> problems) {
    try {
      desk.store().read(session -> check(session, new TicketId(id)));
    } catch (RefusedException e) {
      problems.add(e.getMessage());
    }
  }

  private Ticket check(StoreSession session, TicketId id) throws SQLException {
    Ticket ticket = desk.rows().require(session, id);
    desk.rows().requireUnedited(session, ticket);
    for (Approval approval : ticket.approvals()) {
      Document document = Document.parse(approval.signed().document());
      if (!desk.audit().holds(session, ApprovalDocument.head(document))) {
        throw new RefusedException(
            Refusal.STORE_ROLLED_BACK,
            "`"
                + approval.approver()
                + "` signed ticket `"
                + id
                + "` on a chain that is not this one",
            "find out who put another copy of the store here");
      }
    }
    return ticket;
  }
}
