package dev.sallyport.server.demo;

import dev.sallyport.server.shadow.EmbeddedDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The booking application of {@code examples/booking}, as it is packed into the program: hybrid
 * migrations, 34 tenants with data, and a {@code schema.prisma} that is ahead of the database.
 */
public final class BookingExample {
  /** The tables whose rows must all be there at the end. */
  public static final List<String> TABLES =
      List.of(
          "Tenant",
          "User",
          "Booking",
          "BookingReminder",
          "WebhookEvent",
          "AuditEntry",
          "_prisma_migrations");

  /** What the application asks since its schema changed, and what fails. */
  public static final String FAILING_QUERY =
      """
      SELECT "Booking"."id", "Booking"."date", "Booking"."bookingType"::text
      FROM "Booking"
      WHERE "Booking"."tenantId" = 'tenant_17'
      ORDER BY "Booking"."date"
      LIMIT 3\
      """;

  /** The migration that is missing, kept outside the migrations folder until it is approved. */
  public static final String PROPOSAL = "proposal/07_add_scheduling_platform.sql";

  private static final String ROOT = "/examples/booking/";
  private static final String MIGRATIONS = "prisma/migrations/";

  /** Prisma's directories first, then the manual files: the order in which they were applied. */
  private static final List<String> APPLIED =
      List.of(
          MIGRATIONS + "20251016140827_initial_schema/migration.sql",
          MIGRATIONS + "20251023152454_add_password_hash/migration.sql",
          MIGRATIONS + "01_add_webhook_events.sql",
          MIGRATIONS + "02_add_performance_indexes.sql",
          MIGRATIONS + "03_add_multi_tenancy.sql",
          MIGRATIONS + "04_add_audit_trail.sql",
          MIGRATIONS + "05_add_reminders.sql",
          MIGRATIONS + "06_add_customer_search.sql");

  private static final String SEED = "seed.sql";

  private BookingExample() {}

  /** Every file, relative to the example's folder. */
  public static List<String> files() {
    List<String> files = new ArrayList<>(APPLIED);
    files.add(MIGRATIONS + "migration_lock.toml");
    files.add("prisma/schema.prisma");
    files.add(PROPOSAL);
    files.add(SEED);
    files.add("package.json");
    files.add("sallyport-lint-baseline.json");
    files.add("README.md");
    return files;
  }

  /** The migrations that were applied before the incident, in order. */
  public static List<String> applied() {
    return APPLIED;
  }

  /** The text of one of {@link #files()}. */
  public static String text(String file) {
    try (InputStream stream = BookingExample.class.getResourceAsStream(ROOT + file)) {
      if (stream == null) {
        throw new IllegalStateException("the program was packed without the example's " + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the whole example into a folder. */
  public static void copyTo(Path folder) {
    try {
      for (String file : files()) {
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Brings an empty database to the day of the incident. */
  public static void load(EmbeddedDatabase database) {
    APPLIED.forEach(file -> database.run(text(file)));
    database.run(text(SEED));
    database.run("ANALYZE");
  }

  /** How many rows each of {@link #TABLES} holds. */
  public static Map<String, Long> rowCounts(EmbeddedDatabase database) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String table : TABLES) {
      String count = database.rows("SELECT count(*) FROM \"" + table + "\"").get(0).get(0);
      counts.put(table, Long.valueOf(String.valueOf(count)));
    }
    return counts;
  }
}
