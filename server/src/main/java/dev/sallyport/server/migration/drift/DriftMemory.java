package dev.sallyport.server.migration.drift;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last comparison's report, kept in the home with the digest of everything it was made of, so
 * that {@code status} need not replay anything. Names of objects only; who can write the home could
 * write another report, which is why nothing is decided by it.
 */
public final class DriftMemory {
  private static final Logger LOGGER = LoggerFactory.getLogger(DriftMemory.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long LARGEST = 4 << 20;

  private final Path file;

  /** A memory in {@code home}. */
  public DriftMemory(Path home) {
    this.file = home.resolve("drift.json");
  }

  void keep(String digest, DriftReport report) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    kept.put("digest", digest);
    kept.put("report", report.toMap());
    try {
      Path fresh =
          Files.createTempFile(
              file.getParent(),
              "drift",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, JSON.writeValueAsString(kept));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | UnsupportedOperationException e) {
      // It is found out anew the next time.
      LOGGER.atDebug().log("the report on drift was not kept");
    }
  }

  /**
   * The report as JSON-ready values, where it was made of just this.
   *
   * @param digest of what it would be made of now; asked only where there is a report
   */
  Optional<Map<?, ?>> recall(Supplier<String> digest) {
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      Map<?, ?> kept =
          JSON.readValue(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), Map.class);
      return digest.get().equals(kept.get("digest"))
              && kept.get("report") instanceof Map<?, ?> report
              && report.get("drift") instanceof List<?>
          ? Optional.of(report)
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }
}
