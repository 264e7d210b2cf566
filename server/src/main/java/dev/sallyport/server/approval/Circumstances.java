package dev.sallyport.server.approval;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * What is true of the target and the policy at the moment a ticket is to run.
 *
 * @param database the identity of the database that would be reached now
 * @param environment the environment it belongs to now
 * @param stricter what deciding again asks for that the ticket does not have; empty where the
 *     policy still agrees
 */
public record Circumstances(JsonObject database, String environment, List<String> stricter) {
  public Circumstances {
    stricter = List.copyOf(stricter);
  }
}
