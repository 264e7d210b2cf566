package dev.sallyport.server.database;

import static dev.sallyport.server.database.ConnectionAddress.invalid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of an address: what they mean to the driver, and what was left aside.
 *
 * @param properties the driver's properties
 * @param schema Prisma's {@code schema}, or the driver's {@code currentSchema}
 * @param pooler whether {@code pgbouncer=true} stands there
 * @param remarks one line for each option that has no meaning here
 */
record ConnectionOptions(
    Map<String, String> properties, @Nullable String schema, boolean pooler, List<String> remarks) {
  ConnectionOptions {
    properties = Map.copyOf(properties);
    remarks = List.copyOf(remarks);
  }

  /** The same, without a schema of its own. */
  ConnectionOptions withoutSchema() {
    return new ConnectionOptions(properties, null, pooler, remarks);
  }

  static ConnectionOptions of(Map<String, String> written, boolean jdbc) {
    Map<String, String> properties = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    int number = 0;
    for (Map.Entry<String, String> option : written.entrySet()) {
      number++;
      KnownOption known = KnownOption.of(option.getKey(), number);
      switch (known.use()) {
        case DRIVER -> properties.put(known.property(), option.getValue());
        case IGNORED -> remarks.add("`" + option.getKey() + "` has no effect here");
        case REFUSED ->
            throw invalid(
                "the option `" + option.getKey() + "` is not taken from a database address",
                known.property());
        case OURS -> {
          // Read below, by name.
        }
      }
    }
    EncryptionOptions.add(written, jdbc, properties, remarks);
    numbersOnly(properties);
    String schema = written.get("schema");
    return new ConnectionOptions(
        properties,
        schema == null ? written.get("currentSchema") : schema,
        "true".equalsIgnoreCase(written.get("pgbouncer")),
        remarks);
  }

  private static void numbersOnly(Map<String, String> properties) {
    String timeout = properties.get("connectTimeout");
    if (timeout != null && !timeout.matches("[0-9]{1,6}")) {
      throw invalid("`connect_timeout` is not a number of seconds", "write `connect_timeout=10`");
    }
  }
}
