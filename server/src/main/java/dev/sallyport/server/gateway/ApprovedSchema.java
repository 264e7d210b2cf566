package dev.sallyport.server.gateway;

import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.catalog.SchemaFingerprint;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** The facts behind the fingerprint that a ticket carries. */
final class ApprovedSchema {
  private ApprovedSchema() {}

  static SchemaFingerprint of(Ticket ticket) {
    JsonObject schema = ticket.request().view().getJsonObject("schema");
    Map<String, String> facts = new HashMap<>();
    if (schema != null) {
      schema.keySet().forEach(name -> facts.put(name, schema.getString(name)));
    }
    return new SchemaFingerprint(facts);
  }
}
