package dev.sallyport.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What only a human at a terminal may do, tried by a program with pipes. */
class PassphraseTest {
  static Stream<List<String>> commandsOfHumans() {
    return Stream.of(
        List.of("approver", "init", "mallory"),
        List.of("approver", "revoke", "SHA256:00", "--reason", "x"),
        List.of("environment", "pin", "disposable"),
        List.of("approve", "T-4821-0937-5521"),
        List.of("tickets", "approve", "T-4821-0937-5521"),
        List.of("reject", "T-4821-0937-5521", "--reason", "x"),
        List.of("freeze", "--reason", "x"),
        List.of("thaw"));
  }

  @ParameterizedTest
  @MethodSource("commandsOfHumans")
  void aPassphraseThroughAPipeOrAVariableIsRefused(List<String> command, @TempDir Path folder)
      throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    line.add(System.getProperty("java.class.path"));
    line.add("dev.sallyport.server.Main");
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.environment().put("SALLYPORT_CONFIG", folder.resolve("config").toString());
    builder.environment().put("SALLYPORT_HOME", folder.resolve("home").toString());
    builder.environment().put("SALLYPORT_PASSPHRASE", "four random words");
    builder.environment().put("PASSPHRASE", "four random words");
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write("four random words\nfour random words\nyes\n".getBytes(StandardCharsets.UTF_8));
    } catch (java.io.IOException e) {
      // It refused before it read anything, which is as good.
    }

    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(said)
        .contains(
            "sallyport: this needs a human at a terminal: a passphrase is typed, never piped or"
                + " passed")
        .contains("help: run it in a terminal of your own");
    assertThat(Files.exists(folder.resolve("config"))).isFalse();
  }
}
