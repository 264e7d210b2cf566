package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no reader should have to read: refused at once with a place, and the next text is read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
  /** Of this thread's processor time, which a busy machine does not stretch. */
  private static final Duration LIMIT = Duration.ofMillis(200);

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private SqlReader reader;
  private int reads;

  @BeforeAll
  void open() {
    reader = new SqlReader();
    reader.warmUp();
  }

  @AfterAll
  void close() {
    reader.close();
  }

  static Stream<Arguments> refusedAtOnce() {
    String filling = "x".repeat(900_000);
    return Stream.of(
        argumentSet("NUL", "SELECT '\0'", 8),
        argumentSet("a control character", "SELECT \u0001 1", 7),
        argumentSet("an escape for a terminal", "SELECT '\u001b[2J'", 8),
        argumentSet("a byte order mark", "\uFEFFSELECT 1", 0),
        argumentSet("half a pair", "SELECT '\ud800'", 8),
        argumentSet("the other half", "SELECT '\udc00x'", 8),
        argumentSet("10 MB in a string", "SELECT '" + "x".repeat(10 << 20) + "'", 1 << 20),
        argumentSet("10 MB of nothing", " ".repeat(10 << 20), 1 << 20),
        argumentSet("100,000 tokens", "SELECT " + "1,".repeat(100_000) + "1", 90_006),
        argumentSet(
            "100,000 parentheses",
            "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000),
            207),
        argumentSet("100,000 that stay open", "(".repeat(100_000), 200),
        argumentSet("2,001 set operations", "SELECT 1" + " UNION SELECT 1".repeat(2_001), 30_009),
        argumentSet(
            "a chain of joins", "SELECT 1 FROM a" + " JOIN b ON true".repeat(17_000), 30_016),
        argumentSet("a chain of sums", "SELECT 1" + "+1".repeat(44_000), 10_008),
        argumentSet("a chain of casts", "SELECT a" + "::int".repeat(29_000), 25_008),
        argumentSet("a chain of COLLATE", "SELECT a" + " COLLATE x".repeat(44_000), 50_009),
        argumentSet("a chain of zones", "SELECT a" + " AT TIME ZONE b".repeat(22_000), 75_009),
        argumentSet(
            "a chain within the limits", "SELECT 1 FROM a" + " JOIN b ON true".repeat(1_999), 0),
        argumentSet("an open string", "SELECT '" + filling, 7),
        argumentSet("an open dollar quote", "SELECT $a$" + filling, 7),
        argumentSet("an open name", "SELECT \"" + filling, 7),
        argumentSet("open comments", "SELECT /*" + "/*".repeat(400_000), 7),
        argumentSet("an open escape string", "SELECT E'" + "\\'".repeat(400_000), 7),
        argumentSet("an open Unicode string", "SELECT U&'", 9),
        argumentSet("open bits", "SELECT B'01", 8),
        argumentSet("an open bracket", "SELECT (1", 7),
        argumentSet("a chain of NOT", "SELECT " + "NOT ".repeat(80_000) + "a", 39_991),
        argumentSet("a chain of minus", "SELECT " + "- ".repeat(80_000) + "1", 10_007));
  }

  @ParameterizedTest
  @MethodSource
  void refusedAtOnce(String sql, int position) {
    long began = threads.getCurrentThreadCpuTime();
    Reading reading = reader.read(sql);
    Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - began);
    Reading next = reader.read("SELECT 1 -- " + reads++);

    assertThat(reading).isInstanceOf(Reading.Refused.class);
    assertThat(((Reading.Refused) reading).position()).isEqualTo(position);
    assertThat(((Reading.Refused) reading).message()).isNotBlank();
    assertThat(taken).isLessThan(LIMIT);
    assertThat(next).isInstanceOf(Reading.Understood.class);
  }
}
