package dev.sallyport.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * One SQLite file, used by several processes at once: write-ahead log, synced at every commit
 * (NORMAL can forget a claim when the power fails).
 */
final class SqliteEngine implements Engine {
  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(30);
  private static final long NAP = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long POLL_MILLIS = 50;

  /** File systems whose locks other machines don't see, or see late. */
  private static final Set<String> REMOTE =
      Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ceph");

  private final Path home;
  private final Path file;
  private final Path cache;
  private volatile boolean ready;

  /** What the one watching connection saw last. */
  private volatile long seen;

  SqliteEngine(Path home, Path cache) {
    this.home = home;
    this.file = home.resolve("store.db");
    this.cache = cache;
  }

  @Override
  public Connection connect() throws SQLException {
    if (!ready) {
      prepare();
    }
    return open();
  }

  private synchronized void prepare() throws SQLException {
    try {
      refuseRemoteFileSystem();
      SqliteLibrary.unpack(cache);
      if (Files.notExists(file)) {
        createPrivately();
      }
      try (Connection connection = open()) {
        if (SchemaVersion.isBehind(connection)) {
          SchemaUpgrade.sqlite(home.resolve("store.lock"), this::open);
        }
      }
      ready = true;
    } catch (IOException e) {
      throw cannotUse(e);
    }
  }

  private void refuseRemoteFileSystem() throws IOException {
    String type = Files.getFileStore(home).type().toLowerCase(Locale.ROOT);
    if (REMOTE.contains(type)) {
      throw new StoreException(
          "the store `" + home + "` is on a network file system (" + type + ")",
          "set `SALLYPORT_HOME` to a folder on a local disk, or use a PostgreSQL store");
    }
  }

  private void createPrivately() throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (java.nio.file.FileAlreadyExistsException e) {
      // Another process made it first.
    }
  }

  private Connection open() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("synchronous", "FULL");
    properties.setProperty("foreign_keys", "true");
    SQLiteConnection connection = JDBC.createConnection("jdbc:sqlite:" + file, properties);
    BusyHandler.setHandler(connection, new Patience());
    return connection;
  }

  /**
   * Waits while another process writes. SQLite's own way doubles its naps up to a tenth of a
   * second, and a transaction here takes less than a thousandth.
   */
  private static final class Patience extends BusyHandler {
    private long since;

    @Override
    protected int callback(int asked) {
      long now = System.nanoTime();
      if (asked == 0) {
        since = now;
      }
      long waited = now - since;
      LockSupport.parkNanos(Math.min(TimeUnit.MICROSECONDS.toNanos(200) + waited / 8, NAP));
      return waited < LONGEST_WAIT ? 1 : 0;
    }
  }

  @Override
  public void begin(StoreSession session) throws SQLException {
    session.execute("BEGIN IMMEDIATE");
  }

  @Override
  public void announce(StoreSession session, String what) {
    // data_version tells every process of a commit.
  }

  @Override
  public void awaitChange(Connection connection, Duration atMost) throws SQLException {
    long end = System.nanoTime() + atMost.toNanos();
    long now = dataVersion(connection);
    while (now == seen && System.nanoTime() < end) {
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      now = dataVersion(connection);
    }
    seen = now;
  }

  private static long dataVersion(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA data_version")) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  @Override
  public StoreException explain(SQLException cause) {
    SQLiteErrorCode code =
        cause instanceof SQLiteException sqlite
            ? sqlite.getResultCode()
            : SQLiteErrorCode.UNKNOWN_ERROR;
    return switch (code) {
      case SQLITE_FULL ->
          new StoreException(
              "the disk of the store is full", "free space under `" + home + "`", cause);
      case SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED ->
          new StoreException(
              "the store is locked by another process",
              "see what holds `" + file + "` open, then try again",
              cause);
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          new StoreException(
              "the store is damaged",
              "keep `" + file + "` for evidence and put back a copy",
              cause);
      default -> cannotUse(cause);
    };
  }

  private StoreException cannotUse(Exception cause) {
    return new StoreException(
        "the store `" + file + "` can't be used",
        "check that `" + home + "` exists and that you may write there",
        cause);
  }
}
