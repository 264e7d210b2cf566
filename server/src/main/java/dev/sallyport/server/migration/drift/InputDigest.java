package dev.sallyport.server.migration.drift;

import dev.sallyport.server.migration.history.MigrationFile;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.PrismaProject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of the files that the replayed sides are made of. */
record InputDigest(String migrations, String schema) {

  static InputDigest of(PrismaProject project, MigrationFiles files) {
    MessageDigest migrations = sha256();
    for (MigrationFile file : files.all()) {
      add(migrations, file.script());
    }
    MessageDigest schema = sha256();
    schema.update(String.valueOf(project.major()).getBytes(StandardCharsets.UTF_8));
    project.schemaFiles().forEach(file -> add(schema, file));
    return new InputDigest(hex(migrations), hex(schema));
  }

  /** Both in one. */
  String all() {
    return migrations + schema;
  }

  /** Lengths keep one file's end apart from the next one's beginning. */
  private static void add(MessageDigest digest, FileReading reading) {
    byte[] path = reading.path().getBytes(StandardCharsets.UTF_8);
    byte[] bytes = reading instanceof FileReading.Content content ? content.bytes() : new byte[0];
    digest.update((path.length + ":" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(path);
    digest.update(bytes);
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
