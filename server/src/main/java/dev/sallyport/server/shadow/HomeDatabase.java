package dev.sallyport.server.shadow;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL in a home, for projects that name no database: one server for all processes on the
 * home, started by the first and stopped by the last. Its data stays.
 */
public final class HomeDatabase implements AutoCloseable {
  private static final String NAME = "sallyport";

  /** Owns its database and nothing else: a superuser would run programs for whoever asks. */
  private static final String ROLE = "sallyport_owner";

  private static final Duration STARTUP = Duration.ofSeconds(60);

  private final Path folder;
  private final FileChannel users;
  private final String url;

  private HomeDatabase(Path folder, FileChannel users, String url) {
    this.folder = folder;
    this.users = users;
    this.url = url;
  }

  /**
   * Finds the home's server running, or starts it.
   *
   * @param home a folder of mode 0700
   * @throws SallyportException when the machine can't run it
   */
  public static HomeDatabase open(Path home) {
    Path folder = home.resolve("postgresql");
    try {
      Files.createDirectories(folder);
      FileChannel users = channel(folder.resolve("users.lock"));
      try (FileChannel starting = channel(folder.resolve("start.lock"));
          FileLock one = starting.lock()) {
        String url = running(folder);
        if (url == null && one.isValid()) {
          url = start(folder);
        }
        users.lock(0, Long.MAX_VALUE, true);
        return new HomeDatabase(folder, users, String.valueOf(url));
      }
    } catch (IOException | RuntimeException e) {
      throw new SallyportException(
          ExitCode.ENVIRONMENT,
          "the embedded PostgreSQL in the home does not start",
          "set `DATABASE_URL` to a PostgreSQL of your own",
          e);
    }
  }

  /** The connection string; it carries the password. */
  public String url() {
    return url;
  }

  private static String start(Path folder) throws IOException {
    Path data = folder.resolve("data");
    boolean fresh = !Files.exists(data.resolve("PG_VERSION"));
    String password = fresh ? Secrets.random() : Files.readString(folder.resolve("password"));
    if (fresh) {
      Secrets.write(folder.resolve("password"), password);
    }
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setLocaleConfig("auth", "scram-sha-256")
            .setLocaleConfig("pwfile", folder.resolve("password").toString())
            .setLocaleConfig("locale", "C")
            .setConnectConfig("password", password)
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "")
            .setPGStartupWait(STARTUP)
            .start();
    Path roleFile = folder.resolve("role-password");
    if (!Files.exists(roleFile)) {
      String rolePassword = Secrets.random();
      EmbeddedDatabase maintenance =
          new EmbeddedDatabase(postgres.getPort(), "postgres", "postgres", password);
      maintenance.run("CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + rolePassword + "'");
      maintenance.run("CREATE DATABASE " + NAME + " OWNER " + ROLE);
      Secrets.write(roleFile, rolePassword);
    }
    Secrets.write(folder.resolve("port"), Integer.toString(postgres.getPort()));
    return url(postgres.getPort(), Files.readString(roleFile));
  }

  private static @Nullable String running(Path folder) throws IOException {
    Path port = folder.resolve("port");
    Path password = folder.resolve("role-password");
    if (!Files.exists(port) || !Files.exists(password) || postmaster(folder) == null) {
      return null;
    }
    int number = Integer.parseInt(Files.readString(port).strip());
    String secret = Files.readString(password);
    try {
      new EmbeddedDatabase(number, NAME, ROLE, secret).rows("SELECT 1");
      return url(number, secret);
    } catch (SallyportException e) {
      return null;
    }
  }

  private static @Nullable ProcessHandle postmaster(Path folder) throws IOException {
    Path file = folder.resolve("data").resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return null;
    }
    List<String> lines = Files.readAllLines(file);
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(ProcessHandle::isAlive)
        .orElse(null);
  }

  private static String url(int port, String password) {
    return "postgresql://" + ROLE + ":" + password + "@127.0.0.1:" + port + "/" + NAME;
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Stops the server where no other process uses it: it ends when its last session is gone. */
  @Override
  public void close() {
    try (FileChannel starting = channel(folder.resolve("start.lock"));
        FileLock one = starting.lock()) {
      users.close();
      try (FileChannel again = channel(folder.resolve("users.lock"));
          FileLock last = again.tryLock()) {
        ProcessHandle postmaster = postmaster(folder);
        if (one.isValid() && last != null && postmaster != null) {
          postmaster.destroy();
        }
      }
    } catch (IOException e) {
      throw new SallyportException(
          ExitCode.ENVIRONMENT,
          "the embedded PostgreSQL in the home does not stop",
          "end its process; its data stays",
          e);
    }
  }
}
