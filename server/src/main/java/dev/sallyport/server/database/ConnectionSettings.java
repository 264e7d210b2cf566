package dev.sallyport.server.database;

import java.util.List;
import java.util.Map;
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
  private final @Nullable String schema;
  private final Map<String, String> properties;
  private final List<String> remarks;

  ConnectionSettings(
      String host,
      int port,
      String database,
      String user,
      @Nullable String password,
      @Nullable String schema,
      Map<String, String> properties,
      List<String> remarks) {
    this.host = host;
    this.port = port;
    this.database = database;
    this.user = user;
    this.password = password;
    this.schema = schema;
    this.properties = Map.copyOf(properties);
    this.remarks = List.copyOf(remarks);
  }

  /**
   * Reads {@code postgresql://}, {@code postgres://} and {@code jdbc:postgresql://} addresses.
   *
   * @throws DatabaseException of kind {@code INVALID_SETTINGS}; its words hold no part of the
   *     address but the names of options
   */
  public static ConnectionSettings parse(String url) {
    throw new DatabaseException(
        DatabaseException.Kind.INVALID_SETTINGS, "no address can be read yet", "wait");
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
    return schema;
  }

  Map<String, String> properties() {
    return properties;
  }

  /** Options that were understood and have no meaning here, in words. */
  public List<String> remarks() {
    return remarks;
  }

  /** Host, port and database; never who connects or with what. */
  @Override
  public String toString() {
    return host + ":" + port + "/" + database;
  }
}
