package dev.sallyport.server.shadow;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Whose a shadow is: the process that made it, told apart from a later one with the same number.
 *
 * @param host a mark of the machine
 * @param started when the process began, in seconds
 */
record Owner(String host, long process, long started) {
  private static final Pattern TEXT = Pattern.compile("([0-9a-f]{8})_([0-9]+)_([0-9]+)(_.*)?");

  static Owner ofThisProcess() {
    ProcessHandle self = ProcessHandle.current();
    return new Owner(thisHost(), self.pid(), startOf(self));
  }

  /** As a part of a name; {@link #read} is its inverse. */
  String text() {
    return host + "_" + process + "_" + started;
  }

  static Optional<Owner> read(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Owner(parts.group(1), Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3))));
  }

  boolean isOfThisHost() {
    return host.equals(thisHost());
  }

  /** Whether the process is gone, as far as this machine can tell. */
  boolean isGone() {
    return isOfThisHost()
        && ProcessHandle.of(process)
            .filter(ProcessHandle::isAlive)
            .filter(handle -> Math.abs(startOf(handle) - started) <= 1)
            .isEmpty();
  }

  /** Whether it began longer ago than any diff takes. */
  boolean isOlderThan(java.time.Duration age) {
    return Instant.ofEpochSecond(started).isBefore(Instant.now().minus(age));
  }

  private static long startOf(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
  }

  private static String thisHost() {
    CRC32 mark = new CRC32();
    try {
      mark.update(InetAddress.getLocalHost().getHostName().getBytes(StandardCharsets.UTF_8));
    } catch (UnknownHostException e) {
      mark.update('?');
    }
    return "%08x".formatted(mark.getValue());
  }
}
