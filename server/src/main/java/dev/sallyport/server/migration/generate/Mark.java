package dev.sallyport.server.migration.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A secret word in a child's environment. Whatever the child starts inherits it, also what leaves
 * its group and session, and Linux shows the environment a process was started with. Only what
 * threw its environment away is not found by it.
 */
final class Mark {
  private static final String NAME = "SALLYPORT_CHILD";
  private static final Path PROCESSES = Path.of("/proc");

  /** What is ended may have started others in the meantime. */
  private static final int MOST_ROUNDS = 20;

  private final String word;

  Mark() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    word = NAME + "=" + HexFormat.of().formatHex(random);
  }

  /** Puts it among a child's variables. */
  void addTo(Map<String, String> variables) {
    variables.put(NAME, word.substring(NAME.length() + 1));
  }

  /** Ends every process that carries it. */
  void endAll() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<ProcessHandle> carriers = carriers();
      if (carriers.isEmpty()) {
        return;
      }
      carriers.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private List<ProcessHandle> carriers() {
    List<ProcessHandle> carriers = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : processes) {
        // The handle is taken first: if the number is given anew meanwhile, it ends nobody.
        ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
            .filter(ProcessHandle::isAlive)
            .filter(handle -> carries(process))
            .ifPresent(carriers::add);
      }
    } catch (IOException | RuntimeException e) {
      return carriers;
    }
    return carriers;
  }

  private boolean carries(Path process) {
    try {
      byte[] environment = Files.readAllBytes(process.resolve("environ"));
      return new String(environment, StandardCharsets.ISO_8859_1).contains(word);
    } catch (IOException e) {
      // It belongs to somebody else, or is gone.
      return false;
    }
  }
}
