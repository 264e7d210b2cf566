package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import jakarta.json.JsonObject;

/**
 * What makes a database that database: a human pins it to an environment.
 *
 * @param system PostgreSQL's system identifier
 */
public record PinnedIdentity(String system, String database, String host) {
  /** The identity as tickets and the trust root write it. */
  public JsonObject toJson() {
    return CanonicalJson.object()
        .add("database", database)
        .add("host", host)
        .add("system", system)
        .build();
  }
}
