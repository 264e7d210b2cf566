package dev.sallyport.server.database;

import dev.sallyport.server.database.DatabaseException.Kind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The address of a database as people write it, taken apart.
 *
 * <p>Not {@code java.net.URI}: its exceptions quote the address, password and all, and passwords
 * hold characters that it refuses.
 */
final class ConnectionAddress {
  private static final int DEFAULT_PORT = 5432;

  private final Map<String, String> options = new LinkedHashMap<>();
  private @Nullable String user;
  private @Nullable String password;
  private String hosts = "";
  private @Nullable String path;

  private ConnectionAddress() {}

  static ConnectionSettings read(String url) {
    ConnectionAddress address = new ConnectionAddress();
    boolean jdbc = url.startsWith("jdbc:");
    String rest = withoutScheme(url, jdbc);
    int question = rest.indexOf('?');
    if (question >= 0) {
      address.readOptions(rest.substring(question + 1), jdbc);
      rest = rest.substring(0, question);
    }
    address.readPlace(rest);
    return address.settings(jdbc);
  }

  private static String withoutScheme(String url, boolean jdbc) {
    String text = jdbc ? url.substring("jdbc:".length()) : url;
    for (String scheme : new String[] {"postgresql://", "postgres://"}) {
      if (text.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return text.substring(scheme.length());
      }
    }
    throw invalid(
        "the database address does not start with `postgresql://`",
        "write it as `postgresql://USER:PASSWORD@HOST:5432/DATABASE`");
  }

  private void readPlace(String place) {
    int slash = place.indexOf('/');
    String authority = slash < 0 ? place : place.substring(0, slash);
    path = slash < 0 || slash == place.length() - 1 ? null : place.substring(slash + 1);
    int at = authority.lastIndexOf('@');
    hosts = authority.substring(at + 1);
    if (at >= 0) {
      String who = authority.substring(0, at);
      int colon = who.indexOf(':');
      user = PercentCode.decode(colon < 0 ? who : who.substring(0, colon), "user", false);
      password = colon < 0 ? null : PercentCode.decode(who.substring(colon + 1), "password", false);
    }
  }

  private void readOptions(String query, boolean jdbc) {
    for (String option : query.split("&", -1)) {
      if (option.isEmpty()) {
        continue;
      }
      int equals = option.indexOf('=');
      if (equals < 0) {
        throw invalid(
            "an option of the database address has no value",
            "write options as `?name=value&name=value`; a `?` or `&` of a password is written"
                + " `%3F` or `%26`");
      }
      String name = PercentCode.decode(option.substring(0, equals), "options", jdbc);
      String value = PercentCode.decode(option.substring(equals + 1), "options", jdbc);
      options.put(name, value);
    }
  }

  private ConnectionSettings settings(boolean jdbc) {
    String hostOption = options.remove("host");
    String portOption = options.remove("port");
    HostAndPort place = HostAndPort.of(hosts, hostOption, portOption);
    String userOption = options.remove("user");
    String passwordOption = options.remove("password");
    String databaseOption = options.remove("dbname");
    String who = firstOf(userOption, user, System.getProperty("user.name", ""));
    if (who.isEmpty()) {
      throw invalid(
          "the database address names no user",
          "write it as `postgresql://USER:PASSWORD@HOST:5432/DATABASE`");
    }
    String decodedPath = path == null ? null : PercentCode.decode(path, "database", false);
    String secret = passwordOption != null ? passwordOption : password;
    return new ConnectionSettings(
        place.host(),
        place.port(),
        firstOf(databaseOption, decodedPath, who),
        who,
        secret == null || secret.isEmpty() ? null : secret,
        ConnectionOptions.of(options, jdbc));
  }

  private static String firstOf(@Nullable String first, @Nullable String second, String last) {
    if (first != null && !first.isEmpty()) {
      return first;
    }
    return second != null && !second.isEmpty() ? second : last;
  }

  static DatabaseException invalid(String message, String help) {
    return new DatabaseException(Kind.INVALID_SETTINGS, message, help);
  }

  /** The one host an address may name. */
  private record HostAndPort(String host, int port) {

    static HostAndPort of(String written, @Nullable String hostOption, @Nullable String port) {
      String text = hostOption != null && !hostOption.isEmpty() ? hostOption : written;
      if (hostOption == null) {
        text = PercentCode.decode(text, "host", false);
      }
      if (text.startsWith("/") || text.startsWith("@")) {
        throw invalid(
            "the database address names a Unix socket, which Java's driver can't use",
            "let PostgreSQL listen on loopback and write `localhost` as the host");
      }
      if (text.indexOf(',') >= 0) {
        throw invalid(
            "the database address names several hosts",
            "name the one host that requests are for: a database is known by its host");
      }
      String host = text;
      String portText = port == null ? "" : port;
      if (text.startsWith("[")) {
        int end = text.indexOf(']');
        if (end < 0) {
          throw invalid("the host in the database address lacks a `]`", "write it as `[::1]:5432`");
        }
        host = text.substring(1, end);
        portText = afterColon(text.substring(end + 1), portText);
      } else if (hostOption == null && text.indexOf(':') >= 0) {
        host = text.substring(0, text.indexOf(':'));
        portText = afterColon(text.substring(text.indexOf(':')), portText);
      }
      return new HostAndPort(
          host.isEmpty() ? "localhost" : host.toLowerCase(Locale.ROOT), portOf(portText));
    }

    private static String afterColon(String tail, String otherwise) {
      if (tail.isEmpty() || tail.equals(":")) {
        return otherwise;
      }
      return tail.charAt(0) == ':' ? tail.substring(1) : tail;
    }

    private static int portOf(String text) {
      if (text.isEmpty()) {
        return DEFAULT_PORT;
      }
      boolean digits = text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
      int port = digits ? Integer.parseInt(text) : 0;
      if (port < 1 || port > 65_535) {
        throw invalid(
            "the port in the database address is not a number from 1 to 65535",
            "write `HOST:5432`; a `:`, `@` or `/` of a password is written `%3A`, `%40` or `%2F`");
      }
      return port;
    }
  }
}
