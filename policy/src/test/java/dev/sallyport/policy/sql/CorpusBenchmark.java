package dev.sallyport.policy.sql;

import dev.sallyport.policy.sql.grammar.OwnStatements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * What both readers and the union of what they say take over many statements, none of them cached.
 *
 * <p>{@link #main} takes the statements' file (JSON lines with a {@code sql} each) and the number
 * of threads; without a file it reads this project's own statements.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(1)
@State(Scope.Benchmark)
public class CorpusBenchmark {
  /** File with the statements; empty for this project's own. */
  @Param("")
  public String corpus = "";

  private final SqlReader reader = new SqlReader();
  private final AtomicInteger next = new AtomicInteger();
  private List<String> statements = List.of();

  @Setup
  public void read() throws IOException {
    statements = corpus.isEmpty() ? OwnStatements.all() : ofJsonLines(Path.of(corpus));
  }

  private static List<String> ofJsonLines(Path file) throws IOException {
    JsonMapper json = new JsonMapper();
    return Files.readAllLines(file).stream()
        .map(line -> json.readTree(line).get("sql").asString())
        .toList();
  }

  @TearDown
  public void close() {
    reader.close();
  }

  /** The statements in turn, each a text of its own, so that no reading is found in the cache. */
  @Benchmark
  public Reading uncached() {
    int turn = next.getAndIncrement();
    return reader.read(statements.get(Math.floorMod(turn, statements.size())) + "\n-- " + turn);
  }

  /**
   * Measures twice: as the launcher starts Sallyport, and with HotSpot's second compiler.
   *
   * @param arguments the statements' file and the number of threads, both optional
   */
  public static void main(String... arguments) throws RunnerException {
    List<List<String>> flags =
        List.of(
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), List.of("-XX:+UseSerialGC"));
    for (List<String> jvm : flags) {
      new Runner(
              new OptionsBuilder()
                  .include(CorpusBenchmark.class.getSimpleName())
                  .param("corpus", arguments.length > 0 ? arguments[0] : "")
                  .threads(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1)
                  .jvmArgs(jvm.toArray(String[]::new))
                  .build())
          .run();
    }
  }
}
