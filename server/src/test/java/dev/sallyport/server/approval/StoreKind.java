package dev.sallyport.server.approval;

import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The two stores, for tests that hold on both. */
public enum StoreKind {
  SQLITE {
    @Override
    public String newAddress() {
      try {
        return Files.createTempDirectory(
                "store",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
            .toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  },
  POSTGRESQL {
    /** One database for all tests of the JVM, emptied for each: making one takes half a second. */
    @Override
    public String newAddress() {
      TestServer.TestDatabase database = Shared.DATABASE;
      String address = "jdbc:" + database.url("agent");
      try (Store store = open(address)) {
        store.read(session -> session.first("SELECT 1", row -> 1));
      }
      database.run("TRUNCATE sallyport_store.audit, sallyport_store.ticket CASCADE");
      return address;
    }
  };

  private static final class Shared {
    static final TestServer.TestDatabase DATABASE = TestServer.create();
  }

  /** Where a new, empty store is: a folder, or a URL. */
  public abstract String newAddress();

  /** Opens a store that {@link #newAddress} named; other processes may do the same. */
  public static Store open(String address) {
    return address.startsWith("jdbc:")
        ? Store.postgresql(address.replaceFirst("//(\\w+)@([^?]*)", "//$2?user=$1"))
        : Store.sqlite(Path.of(address), Path.of(System.getProperty("java.io.tmpdir")));
  }
}
