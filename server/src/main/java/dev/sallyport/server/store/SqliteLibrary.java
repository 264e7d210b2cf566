package dev.sallyport.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * SQLite's native library, unpacked once into a cache folder: left to itself the driver unpacks it
 * again at every start.
 */
final class SqliteLibrary {
  private static boolean unpacked;

  private SqliteLibrary() {}

  static synchronized void unpack(Path cache) throws IOException {
    if (unpacked || System.getProperty("org.sqlite.lib.path") != null) {
      return;
    }
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    Path folder =
        cache.resolve(
            "native-sqlite-"
                + SQLiteJDBCLoader.getVersion()
                + "-"
                + OSInfo.getNativeLibFolderPathForCurrentOS().replace('/', '-'));
    if (LibraryLoaderUtil.hasNativeLib(LibraryLoaderUtil.getNativeLibResourcePath(), name)) {
      place(resource, folder, folder.resolve(name));
      System.setProperty("org.sqlite.lib.path", folder.toString());
      System.setProperty("org.sqlite.lib.name", name);
    }
    unpacked = true;
  }

  private static void place(String resource, Path folder, Path library) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    refuseIfOthersWrite(folder);
    if (Files.exists(library, LinkOption.NOFOLLOW_LINKS)) {
      refuseIfOthersWrite(library);
      return;
    }
    Path fresh = Files.createTempFile(folder, "unpack", ".tmp");
    try (InputStream in = SqliteLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the SQLite driver has no library for this platform");
      }
      Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
      Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Code that others can write is not loaded into a process that holds credentials. */
  private static void refuseIfOthersWrite(Path path) throws IOException {
    Optional<String> why = FileSafety.whyWritableByOthers(path);
    if (why.isPresent()) {
      throw new StoreException(
          why.get() + ", and it holds a native library", "remove that folder; it is made anew");
    }
  }
}
