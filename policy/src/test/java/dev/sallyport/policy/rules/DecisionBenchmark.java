package dev.sallyport.policy.rules;

import dev.sallyport.policy.sql.EffectKind;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a decision by 500 rules takes, and reading them; on C1, as the launcher runs. A decision is
 * to take at most 20 µs at the median, reading 300 ms.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class DecisionBenchmark {
  private final byte[] yaml = FiveHundredRules.yaml();
  private final PolicyRequest read =
      Requests.execute("production", Requests.on(EffectKind.READ, "public.users"));
  private final PolicyRequest script =
      Requests.execute(
          "production",
          Requests.on(EffectKind.UPDATE, "app.t247_orders"),
          Requests.on(EffectKind.DELETE, "app.t3_orders"),
          Requests.on(EffectKind.READ, "app.t9_orders"));
  private PolicySet policy = BuiltInPolicies.STRICT.policy();

  @Setup
  public void read() {
    policy = PolicyReader.read("policies.yaml", yaml);
  }

  /** One read of one table. */
  @Benchmark
  public Decision decideRead() {
    return policy.decide(read);
  }

  /** Two writes and a read. */
  @Benchmark
  public Decision decideScript() {
    return policy.decide(script);
  }

  /** Reading the file, with every check. */
  @Benchmark
  public PolicySet load() {
    return PolicyReader.read("policies.yaml", yaml);
  }
}
