package dev.sallyport.server.majors;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** PostgreSQL's binaries out of one jar that need not be on the class path. */
record JarPgBinaryResolver(Path jar) implements PgBinaryResolver {

  @Override
  public InputStream getPgBinary(String system, String machineHardware) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      JarEntry archive =
          file.stream()
              .filter(entry -> entry.getName().endsWith(".txz"))
              .findFirst()
              .orElseThrow(() -> new IOException("no PostgreSQL in " + jar));
      try (InputStream bytes = file.getInputStream(archive)) {
        return new ByteArrayInputStream(bytes.readAllBytes());
      }
    }
  }
}
