package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.store.FileSafety;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * {@code trust.yaml}: one signed change a line, each naming the hash of the line before it. A line
 * is JSON, which is YAML too, so nothing in it can be read in two ways.
 */
record TrustFile(Path file) {
  private static final List<String> HEADER =
      List.of(
          "# The trust root of Sallyport: who approves, what is pinned, which policies count.",
          "# Every line is signed; change it with `sallyport approver`, `environment`, `policy"
              + " trust`.",
          "version: 1",
          "changes:");
  private static final String BULLET = "- ";
  private static final AtomicReference<@Nullable Recent> RECENT = new AtomicReference<>();

  static TrustFile in(Path folder) {
    return new TrustFile(folder.resolve("trust.yaml"));
  }

  /** A trust root with the hash of its last line, which the next line names. */
  record Content(TrustRoot root, List<String> lines, String last) {}

  Content read() {
    try {
      if (isAbsent()) {
        return new Content(TrustRoot.EMPTY, List.of(), TrustChange.FIRST);
      }
      requireSafe(folder());
      requireSafe(file);
      return replayed(Files.readAllLines(file));
    } catch (IOException e) {
      throw unreadable("`" + file + "` can't be read");
    }
  }

  /**
   * Whether there is none, for certain. Every request asks, so where that can be seen it is seen
   * without an exception: the nearest folder that is there can be looked into.
   */
  private boolean isAbsent() {
    File there = file.toAbsolutePath().toFile();
    if (there.exists()) {
      return false;
    }
    while (there != null && !there.exists()) {
      there = there.getParentFile();
    }
    return (there != null && there.isDirectory() && there.canExecute()) || Files.notExists(file);
  }

  /** Signatures of lines that were checked before are not checked again: every request asks. */
  private Content replayed(List<String> lines) {
    Recent recent = RECENT.get();
    if (recent != null && recent.file().equals(file) && recent.lines().equals(lines)) {
      return recent.content();
    }
    Content content = replay(lines);
    RECENT.set(new Recent(file, List.copyOf(lines), content));
    return content;
  }

  private record Recent(Path file, List<String> lines, Content content) {}

  private Content replay(List<String> lines) {
    if (lines.size() < HEADER.size() || !lines.subList(0, HEADER.size()).equals(HEADER)) {
      throw unreadable("`" + file + "` does not begin as sallyport writes it");
    }
    TrustChange.Applied applied = new TrustChange.Applied(TrustRoot.EMPTY, TrustChange.FIRST);
    List<String> changes = new ArrayList<>(lines.subList(HEADER.size(), lines.size()));
    int number = HEADER.size();
    for (String line : changes) {
      number++;
      applied = apply(applied, line, number);
    }
    return new Content(applied.root(), changes, applied.last());
  }

  private TrustChange.Applied apply(TrustChange.Applied before, String line, int number) {
    try {
      if (!line.startsWith(BULLET)) {
        throw new IllegalArgumentException("not a change");
      }
      JsonObject json = CanonicalJson.parse(line.substring(BULLET.length()));
      return TrustChange.parse(json).apply(before, file);
    } catch (RefusedException e) {
      throw unreadable("`" + file + "` line " + number + ": " + e.getMessage());
    } catch (JsonException | IllegalArgumentException | java.time.DateTimeException e) {
      throw unreadable("`" + file + "` line " + number + " is not a change that sallyport wrote");
    }
  }

  /** Adds one change; the file is replaced in one move. */
  Content append(TrustChange change) {
    Content before = read();
    TrustChange.Applied applied =
        change.apply(new TrustChange.Applied(before.root(), before.last()), file);
    List<String> lines = new ArrayList<>(HEADER);
    lines.addAll(before.lines());
    lines.add(BULLET + CanonicalJson.text(change.toJson()));
    write(String.join("\n", lines) + "\n");
    return new Content(applied.root(), lines.subList(HEADER.size(), lines.size()), applied.last());
  }

  private Path folder() {
    return file.toAbsolutePath().resolveSibling("").normalize();
  }

  private void write(String text) {
    try {
      Path fresh =
          Files.createTempFile(
              folder(),
              "trust",
              ".tmp",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, text);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new RefusedException(
          Refusal.UNSAFE_FILE,
          "the trust root `" + file + "` can't be written",
          "check that its folder exists and is yours");
    }
  }

  private static void requireSafe(Path path) throws IOException {
    Optional<String> unsafe = FileSafety.whyWritableByOthers(path);
    if (unsafe.isPresent()) {
      throw new RefusedException(
          Refusal.UNSAFE_FILE,
          unsafe.get(),
          "make it yours and `chmod go-w` it; until then nobody's approval counts");
    }
  }

  private static RefusedException unreadable(String message) {
    return new RefusedException(
        Refusal.TRUST_BROKEN,
        message,
        "put back a copy of the trust root; until then nobody's approval counts");
  }

  static Path policyCopy(Path trustFile, String digest) {
    return trustFile.resolveSibling("policies").resolve(digest + ".yaml");
  }

  static byte[] policyBytes(TrustRoot.TrustedPolicy policy) {
    try {
      byte[] bytes = Files.readAllBytes(policy.copy());
      if (CanonicalJson.sha256(bytes).equals(policy.digest())) {
        return bytes;
      }
    } catch (IOException e) {
      // Refused below: the trusted bytes are not there.
    }
    throw new RefusedException(
        Refusal.TRUST_BROKEN,
        "the trusted policy `" + policy.copy() + "` is not what was signed",
        "say `sallyport policy trust` again");
  }

  static void requireGroupNames(Set<String> groups) {
    for (String group : groups) {
      if (!group.matches("[A-Za-z0-9._-]{1,64}")) {
        throw new IllegalArgumentException("group name");
      }
    }
  }
}
