package dev.sallyport.server.approval;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Names processes so that another process can tell later whether one of them still lives. */
final class ThisProcess {
  private static final String HOST = host();

  private ThisProcess() {}

  /** A new claim of this process. */
  static Executor claims() {
    long pid = ProcessHandle.current().pid();
    return new Executor(UUID.randomUUID().toString(), HOST, pid, started(pid).orElse(0L));
  }

  static boolean sameHost(Executor executor) {
    return executor.host().equals(HOST);
  }

  /** Whether the process runs; to be asked only of a process of this host. */
  static boolean lives(Executor executor) {
    return started(executor.pid()).filter(at -> at == executor.started()).isPresent();
  }

  static boolean isThis(Executor executor) {
    return sameHost(executor) && executor.pid() == ProcessHandle.current().pid() && lives(executor);
  }

  /** When a process started, in the kernel's ticks since boot: no change of the clock moves it. */
  private static Optional<Long> started(long pid) {
    try {
      String stat =
          Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      boolean zombie = fields[0].equals("Z");
      return zombie ? Optional.empty() : Optional.of(Long.parseLong(fields[19]));
    } catch (IOException e) {
      return Files.exists(Path.of("/proc/self/stat"))
          ? Optional.empty()
          : ProcessHandle.of(pid)
              .filter(ProcessHandle::isAlive)
              .flatMap(process -> process.info().startInstant())
              .map(java.time.Instant::toEpochMilli);
    }
  }

  /** The machine, its boot and its space of process numbers. */
  private static String host() {
    String name;
    try {
      name = InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      name = "unknown";
    }
    return name + "/" + boot() + "/" + processSpace();
  }

  private static String boot() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      return "-";
    }
  }

  private static String processSpace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "-";
    }
  }
}
