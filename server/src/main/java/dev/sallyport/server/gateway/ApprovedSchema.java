package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.catalog.SchemaFingerprint;
import dev.sallyport.server.database.WriteSession;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schema that a ticket's approvers signed, compared with the one its transaction sees. */
final class ApprovedSchema implements SchemaCheck {
  private final Ticket ticket;
  private final Catalog catalog;
  private final List<Statement> statements;

  ApprovedSchema(Ticket ticket, Catalog catalog, List<Statement> statements) {
    this.ticket = ticket;
    this.catalog = catalog;
    this.statements = statements;
  }

  @Override
  public String difference(WriteSession session) {
    List<Statement> resolved =
        statements.stream()
            .map(statement -> catalog.resolve(statement, session.catalog()))
            .toList();
    TableLocks.take(resolved, session);
    SchemaFingerprint now = catalog.fingerprint(Touched.objects(resolved), session.catalog());
    if (now.digest().equals(ticket.request().fingerprint())) {
      return "";
    }
    List<String> words = signed().differenceTo(now);
    return words.isEmpty()
        ? "the touched objects are not what they were"
        : String.join("; ", words);
  }

  private SchemaFingerprint signed() {
    return signed(ticket);
  }

  /** The facts behind the fingerprint that the ticket carries. */
  static SchemaFingerprint signed(Ticket ticket) {
    JsonObject schema = ticket.request().view().getJsonObject("schema");
    Map<String, String> facts = new HashMap<>();
    if (schema != null) {
      schema.keySet().forEach(name -> facts.put(name, schema.getString(name)));
    }
    return new SchemaFingerprint(facts);
  }
}
