package dev.sallyport.server.approval;

import dev.sallyport.server.audit.AuditHead;
import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.store.StoreSession;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest head of each store's chain that this machine has seen, in a file beside the store, not
 * in it: whoever puts an older copy of the store back has to put this back too.
 */
public final class HeadMemory {
  private static final Logger LOGGER = LoggerFactory.getLogger(HeadMemory.class);

  private final Path file;

  /** Keeps heads in a file, made when there is one to keep. */
  public HeadMemory(Path file) {
    this.file = file;
  }

  /**
   * Refuses a store whose chain lacks what was seen of it.
   *
   * @return the head that was seen; the empty head where none was
   */
  AuditHead requireSeen(StoreSession session, AuditLog audit) throws SQLException {
    Optional<String> store = audit.origin(session);
    AuditHead seen = store.isEmpty() ? AuditHead.EMPTY : seen(store.get());
    if (!audit.holds(session, seen)) {
      throw new RefusedException(
          Refusal.STORE_ROLLED_BACK,
          "an older copy of the store was put back: its audit chain lacks line "
              + seen.sequence()
              + ", which was seen",
          "run `sallyport audit verify`, and find out who put it back; remove `"
              + file
              + "` only if that was right");
    }
    return seen;
  }

  /** Remembers the chain as it is now. A file that can't be written costs only this check. */
  void remember(StoreSession session, AuditLog audit) throws SQLException {
    Optional<String> store = audit.origin(session);
    AuditHead head = audit.head(session);
    if (store.isPresent()) {
      write(store.get(), head);
    }
  }

  private synchronized void write(String store, AuditHead head) {
    try {
      if (seen(store).sequence() >= head.sequence()) {
        return;
      }
      JsonObjectBuilder all = CanonicalJson.object();
      read().forEach(all::add);
      all.add(
          store, CanonicalJson.object().add("sequence", head.sequence()).add("hash", head.hash()));
      Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "heads", ".tmp");
      Files.writeString(fresh, CanonicalJson.text(all.build()));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOGGER.atWarn().addKeyValue("file", file).log("the seen head could not be kept");
    }
  }

  private AuditHead seen(String store) {
    try {
      JsonObject all = read();
      if (!all.containsKey(store)) {
        return AuditHead.EMPTY;
      }
      Fields head = new Fields(all).fields(store);
      return new AuditHead(head.number("sequence"), head.text("hash"));
    } catch (IOException | JsonException | IllegalArgumentException e) {
      throw new RefusedException(
          Refusal.UNSAFE_FILE,
          "`" + file + "` can't be read",
          "remove it if you know why; it holds what was seen of the audit chain");
    }
  }

  private JsonObject read() throws IOException {
    try {
      return CanonicalJson.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      return JsonObject.EMPTY_JSON_OBJECT;
    }
  }
}
