package dev.sallyport.server.database;

import static dev.sallyport.server.database.ConnectionAddress.invalid;

import java.util.HashMap;
import java.util.Map;

/**
 * An option that libpq, the JDBC driver or Prisma knows, and what it means here. What stands on no
 * list is refused: a mistyped option must not weaken anything silently.
 *
 * @param property the driver's name of it; for a refused one the help
 */
record KnownOption(Use use, String property) {
  /** What becomes of an option. */
  enum Use {
    /** Handed to the driver. */
    DRIVER,
    /** Read by {@link ConnectionOptions} or {@link EncryptionOptions}. */
    OURS,
    /** About pools, caches and the like, which are ours to arrange. */
    IGNORED,
    /** Would load code, write files or change what a session means. */
    REFUSED
  }

  private static final String LOADS_CODE = "leave it out: Sallyport loads no class by name";
  private static final String OURS_TO_SET = "leave it out: Sallyport arranges this itself";
  private static final Map<String, KnownOption> KNOWN = known();

  private static Map<String, KnownOption> known() {
    Map<String, KnownOption> known = new HashMap<>();
    driver(known, "connectTimeout", "connect_timeout", "connectTimeout", "loginTimeout");
    driver(known, "options", "options");
    driver(known, "channelBinding", "channel_binding", "channelBinding");
    driver(known, "requireAuth", "require_auth", "requireAuth");
    driver(known, "sslNegotiation", "sslnegotiation", "sslNegotiation");
    driver(known, "kerberosServerName", "krbsrvname", "kerberosServerName");
    driver(known, "jaasApplicationName", "jaasApplicationName");
    driver(known, "gsslib", "gsslib");
    driver(known, "localSocketAddress", "localSocketAddress");
    all(known, new KnownOption(Use.OURS, ""), EncryptionOptions.NAMES);
    all(known, new KnownOption(Use.OURS, ""), "schema", "currentSchema", "pgbouncer");
    // Pools, timeouts and caches of Prisma, of libpq, of the driver.
    all(
        known,
        new KnownOption(Use.IGNORED, ""),
        ("connection_limit pool_timeout socket_timeout statement_cache_size "
                + "single_use_connections max_connection_lifetime max_idle_connection_lifetime "
                + "application_name ApplicationName fallback_application_name keepalives "
                + "keepalives_idle keepalives_interval keepalives_count tcp_user_timeout "
                + "tcpKeepAlive tcpNoDelay socketTimeout cancelSignalTimeout client_encoding "
                + "gssencmode gssEncMode sslcompression sslsni prepareThreshold "
                + "preparedStatementCacheQueries preparedStatementCacheSizeMiB "
                + "defaultRowFetchSize maxResultBuffer adaptiveFetch adaptiveFetchMinimum "
                + "adaptiveFetchMaximum binaryTransfer binaryTransferEnable "
                + "binaryTransferDisable reWriteBatchedInserts stringtype unknownLength "
                + "databaseMetadataCacheFields databaseMetadataCacheFieldsMiB "
                + "disableColumnSanitiser assumeMinServerVersion sendBufferSize "
                + "receiveBufferSize maxSendBufferSize logServerErrorDetail "
                + "logUnclosedConnections hideUnprivilegedObjects targetServerType "
                + "target_session_attrs loadBalanceHosts load_balance_hosts hostRecheckSeconds "
                + "readOnly readOnlyMode autosave cleanupSavepoints queryTimeout "
                + "flushCacheOnDdl convertBooleanToNumeric groupStartupParameters "
                + "escapeSyntaxCallMode quoteReturningIdentifiers preferQueryMode")
            .split(" "));
    all(
        known,
        new KnownOption(Use.REFUSED, LOADS_CODE),
        "socketFactory",
        "socketFactoryArg",
        "sslfactory",
        "sslfactoryarg",
        "sslhostnameverifier",
        "sslpasswordcallback",
        "authenticationPluginClassName",
        "xmlFactoryFactory",
        "classLoaderStrategy",
        "connectExecutor",
        "connectExecutorArg");
    all(
        known,
        new KnownOption(Use.REFUSED, OURS_TO_SET),
        "replication",
        "protocolVersion",
        "allowEncodingChanges",
        "loggerFile",
        "loggerLevel",
        "useSpnego",
        "sspiServiceClass");
    all(
        known,
        new KnownOption(Use.REFUSED, "write host, user and database into the address itself"),
        "service",
        "servicefile",
        "passfile",
        "hostaddr");
    return known;
  }

  private static void driver(Map<String, KnownOption> known, String property, String... names) {
    all(known, new KnownOption(Use.DRIVER, property), names);
  }

  private static void all(Map<String, KnownOption> known, KnownOption option, String... names) {
    for (String name : names) {
      known.put(name, option);
    }
  }

  /**
   * The option of that name.
   *
   * @param number its place in the address, to name it by: an unknown name may be the end of a
   *     password with a `?` in it, and is not repeated
   */
  static KnownOption of(String name, int number) {
    KnownOption option = KNOWN.get(name);
    if (option != null) {
      return option;
    }
    String help =
        KNOWN.keySet().stream()
            .filter(known -> distance(known, name) <= 2)
            .min(java.util.Comparator.comparingInt(known -> distance(known, name)))
            .map(known -> "did you mean `" + known + "`")
            .orElse(
                "leave it out; a `?`, `&` or `#` of a password is written `%3F`, `%26` or `%23`");
    throw invalid("option " + number + " of the database address is not known", help);
  }

  /** How many letters have to change to make one name of the other, roughly: at most 3. */
  private static int distance(String known, String written) {
    if (Math.abs(known.length() - written.length()) > 2 || known.length() < 4) {
      return 3;
    }
    int[] row = new int[written.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= known.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        boolean same =
            Character.toLowerCase(known.charAt(i - 1))
                == Character.toLowerCase(written.charAt(j - 1));
        int cost = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
        diagonal = row[j];
        row[j] = cost;
      }
    }
    return row[written.length()];
  }
}
