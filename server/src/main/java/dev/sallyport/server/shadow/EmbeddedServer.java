package dev.sallyport.server.shadow;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A PostgreSQL of our own: on loopback, on a free port, with a random SCRAM password; stopped when
 * closed, at the latest with this process.
 *
 * <p>Without the password the library's own default, {@code trust}, would make every user of the
 * machine a superuser of it, and a superuser runs programs.
 */
public final class EmbeddedServer implements AutoCloseable {
  private static final String ADMINISTRATOR = "postgres";
  private static final Duration STARTUP = Duration.ofSeconds(60);

  private final EmbeddedPostgres postgres;
  private final String password;

  private EmbeddedServer(EmbeddedPostgres postgres, String password) {
    this.postgres = postgres;
    this.password = password;
  }

  /**
   * Makes a new cluster and starts it.
   *
   * @param folder an existing folder of our own; the data goes below it and is removed on close
   * @throws SallyportException when the machine can't run it
   */
  public static EmbeddedServer start(Path folder) {
    String password = Secrets.random();
    Path passwordFile = folder.resolve("initdb-password");
    try {
      Secrets.write(passwordFile, password);
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.resolve("data"))
              .setCleanDataDirectory(true)
              // Arguments of initdb, after the library's own `-A trust`: the last one counts.
              .setLocaleConfig("auth", "scram-sha-256")
              .setLocaleConfig("pwfile", passwordFile.toString())
              .setLocaleConfig("locale", "C")
              .setConnectConfig("password", password)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("fsync", "off")
              .setPGStartupWait(STARTUP)
              .start();
      return new EmbeddedServer(postgres, password);
    } catch (IOException | RuntimeException e) {
      throw new SallyportException(
          ExitCode.ENVIRONMENT,
          "the embedded PostgreSQL does not start",
          "set `DATABASE_URL` to a PostgreSQL of your own",
          e);
    } finally {
      deleteQuietly(passwordFile);
    }
  }

  /**
   * Makes an empty database whose owner is a role of its own without further powers.
   *
   * @param name a plain identifier
   */
  public EmbeddedDatabase createDatabase(String name, String owner) {
    String ownerPassword = Secrets.random();
    EmbeddedDatabase maintenance = administer("postgres");
    maintenance.run("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(owner, ownerPassword));
    maintenance.run("CREATE DATABASE %s OWNER %s".formatted(name, owner));
    return new EmbeddedDatabase(postgres.getPort(), name, owner, ownerPassword);
  }

  /** Its port on loopback. */
  int port() {
    return postgres.getPort();
  }

  /** The password of its administrator {@code postgres}. */
  String password() {
    return password;
  }

  /** One of its databases as its administrator sees it. */
  public EmbeddedDatabase administer(String name) {
    return new EmbeddedDatabase(postgres.getPort(), name, ADMINISTRATOR, password);
  }

  /** Stops the server and removes its data. */
  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new SallyportException(
          ExitCode.ENVIRONMENT,
          "the embedded PostgreSQL does not stop",
          "end its process; its data is throw-away",
          e);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
