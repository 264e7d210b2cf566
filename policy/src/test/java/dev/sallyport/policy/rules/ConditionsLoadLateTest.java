package dev.sallyport.policy.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.sql.EffectKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever writes no condition never pays for CEL: watched in a virtual machine of its own. */
class ConditionsLoadLateTest {

  /** Reads and decides in the other virtual machine. */
  public static final class Decides {
    private Decides() {}

    /** The first argument says which. */
    public static void main(String[] arguments) {
      String conditional =
          "version: 1\nrules:\n  - { id: r, effects: [read], decision: allow }\n"
              + "  - { id: d, effects: [drop], when: \"effect.name == 'x'\", decision: deny }\n";
      PolicySet policy =
          arguments[0].equals("strict")
              ? BuiltInPolicies.STRICT.policy()
              : PolicyReader.readTrusted("policies.yaml", conditional.getBytes(UTF_8));
      EffectKind kind = arguments[0].equals("met") ? EffectKind.DROP : EffectKind.READ;
      policy.decide(Requests.execute("production", Requests.on(kind, "public.x")));
    }
  }

  @Test
  void aPolicyWithoutConditionsLoadsNoCel() throws Exception {
    assertThat(celClassesLoadedWhile("strict")).isZero();
  }

  @Test
  void aTrustedConditionThatNoRequestMeetsLoadsNoCel() throws Exception {
    assertThat(celClassesLoadedWhile("unmet")).isZero();
  }

  @Test
  void aConditionThatIsMetDoes() throws Exception {
    assertThat(celClassesLoadedWhile("met")).isPositive();
  }

  private static long celClassesLoadedWhile(String what) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xlog:class+load",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Decides.class.getName(),
                    what))
            .redirectErrorStream(true)
            .start();
    String log = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(log).isZero();
    return log.lines().filter(line -> line.contains("dev.cel.")).count();
  }
}
