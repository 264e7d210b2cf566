package dev.sallyport.policy.sql;

import dev.sallyport.policy.sql.jsqlparser.JSqlParserReader;
import dev.sallyport.policy.sql.jsqlparser.SecondReading;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What reading a statement takes: both readers and the union with and without the cache, the second
 * reader alone, the input limits. The first fork runs as the launcher does, on C1; add {@code
 * -jvmArgs} without it for C2.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ReadingBenchmark {
  @Param({
    "SELECT 1",
    "SELECT u.id, count(*) FROM users u JOIN bookings b ON b.user_id = u.id WHERE u.email LIKE"
        + " 'a%' GROUP BY u.id ORDER BY 2 DESC LIMIT 10",
    "UPDATE bookings SET state = 'paid', paid_at = now() WHERE id = 17",
    "COPY users FROM STDIN"
  })
  String sql;

  private SqlReader reader;
  private JSqlParserReader second;
  private int count;

  @Setup
  public void open() {
    reader = new SqlReader();
    second = new JSqlParserReader();
  }

  @TearDown
  public void close() {
    reader.close();
    second.close();
  }

  /** A text of its own each time, so that no reading is found in the cache. */
  @Benchmark
  public Reading uncached() {
    return reader.read(sql + " -- " + count++);
  }

  @Benchmark
  public Reading cached() {
    return reader.read(sql);
  }

  @Benchmark
  public SecondReading secondReader() {
    return second.read(sql);
  }

  @Benchmark
  public Optional<Reading.Refused> limits() {
    return InputLimits.refusal(sql);
  }
}
