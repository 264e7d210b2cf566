package dev.sallyport.server.database;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a database. Holds the password, and never shows it.
 *
 * <p>Made by {@link #parse} from what people put in {@code DATABASE_URL}.
 */
public final class ConnectionSettings {
  private final String host;
  private final int port;
  private final String database;
  private final String user;
  private final @Nullable String password;
  private final ConnectionOptions options;

  ConnectionSettings(
      String host,
      int port,
      String database,
      String user,
      @Nullable String password,
      ConnectionOptions options) {
    this.host = host;
    this.port = port;
    this.database = database;
    this.user = user;
    this.password = password;
    this.options = options;
  }

  /**
   * Reads {@code postgresql://}, {@code postgres://} and {@code jdbc:postgresql://} addresses, with
   * the options of libpq, of the JDBC driver and of Prisma.
   *
   * @throws DatabaseException of kind {@code INVALID_SETTINGS}; its words hold no part of the
   *     address but the names of options we know
   */
  public static ConnectionSettings parse(String url) {
    return ConnectionAddress.read(url);
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  public String database() {
    return database;
  }

  public String user() {
    return user;
  }

  @Nullable String password() {
    return password;
  }

  /** The schema of Prisma's {@code ?schema=}; null where none was given. */
  public @Nullable String schema() {
    return options.schema();
  }

  /** Whether the address itself says that a pooler stands in between ({@code pgbouncer=true}). */
  boolean saysPooler() {
    return options.pooler();
  }

  /** The driver's own properties, without user and password. */
  Map<String, String> properties() {
    return options.properties();
  }

  /** Options that were understood and have no meaning here, in words. */
  public List<String> remarks() {
    return options.remarks();
  }

  /** The same server and options, for another database and role. */
  public ConnectionSettings as(String otherDatabase, String otherUser, String otherPassword) {
    return new ConnectionSettings(
        host, port, otherDatabase, otherUser, otherPassword, options.withoutSchema());
  }

  /** The same server, role and options, for another database. */
  public ConnectionSettings to(String otherDatabase) {
    return new ConnectionSettings(
        host, port, otherDatabase, user, password, options.withoutSchema());
  }

  /** Whether both reach the same database by the same address. */
  public boolean sameDatabaseAs(ConnectionSettings other) {
    return host.equals(other.host) && port == other.port && database.equals(other.database);
  }

  /** Host, port and database; never who connects or with what. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/" + database;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConnectionSettings that
        && sameDatabaseAs(that)
        && user.equals(that.user)
        && Objects.equals(password, that.password)
        && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return Objects.hash(host, port, database, user);
  }
}
