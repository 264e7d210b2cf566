package dev.sallyport.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CompletionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void eachShellsScriptKnowsCommandsBelowCommands(String shell) {
    String script = script(shell);

    assertThat(script).contains("sallyport").contains("tickets").contains("approve");
  }

  @Test
  void bashCompletesWithIt() throws Exception {
    Path script = folder.resolve("completion");
    Files.writeString(script, script("bash"));

    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source \"$1\"; COMP_WORDS=(sallyport tick); COMP_CWORD=1; COMP_LINE='sallyport"
                    + " tick'; COMP_POINT=14; _complete_sallyport; echo \"${COMPREPLY[*]}\"",
                "bash",
                script.toString())
            .start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said.strip()).isEqualTo("tickets");
  }

  private static String script(String shell) {
    StringWriter out = new StringWriter();
    CommandLine line = CommandLineFace.whole();
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out));
    assertThat(line.execute("completion", shell)).isZero();
    return out.toString();
  }
}
