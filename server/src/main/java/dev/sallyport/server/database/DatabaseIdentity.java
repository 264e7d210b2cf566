package dev.sallyport.server.database;

import org.jspecify.annotations.Nullable;

/**
 * Which database this is.
 *
 * @param systemIdentifier of the cluster, made by initdb; null where the role may not ask
 * @param database its name
 * @param host as the connection has it, lower case
 * @param port as the connection has it
 * @param serverVersion such as 170004
 */
public record DatabaseIdentity(
    @Nullable String systemIdentifier, String database, String host, int port, int serverVersion) {

  /** PostgreSQL's major version, such as 17. */
  public int majorVersion() {
    return serverVersion / 10_000;
  }
}
