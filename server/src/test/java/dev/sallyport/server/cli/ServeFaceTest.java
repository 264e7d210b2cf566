package dev.sallyport.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is read without the command line's own face is read as that face reads it. */
class ServeFaceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "serve --project /a",
        "serve --project=/a --home h",
        "serve --database-url postgresql://u@h:1/d?a=b --shadow-url=postgresql://h/s",
        "serve --policy p.yaml --store=postgresql://h/t --env-file .env",
        "serve --project a=b"
      })
  void plainOptions(String line) {
    List<String> arguments = List.of(line.split(" "));

    GlobalOptions own = ServeFace.options(arguments).orElseThrow();

    assertThat(own).usingRecursiveComparison().isEqualTo(picocli(arguments));
  }

  private static GlobalOptions picocli(List<String> arguments) {
    ServeCommand command = new ServeCommand();
    new CommandLine(command).parseArgs(arguments.stream().skip(1).toArray(String[]::new));
    return command.options;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "query SELECT",
        "--project /a serve",
        "serve --help",
        "serve --json",
        "serve --project",
        "serve --project=",
        "serve --project --home",
        "serve --project /a --project /b",
        "serve --projct /a",
        "serve extra",
        "serve @file",
        "serve --project @file",
        "serve --project \"a\""
      })
  void whateverIsNotPlainIsLeftToTheOtherFace(String line) {
    assertThat(ServeFace.options(List.of(line.split(" ")))).isEqualTo(Optional.empty());
  }

  @Test
  void everyOptionOfTheFaceIsKnown() {
    assertThat(new CommandLine(new ServeCommand()).getCommandSpec().options())
        .filteredOn(option -> option.arity().max() > 0)
        .allSatisfy(
            option ->
                assertThat(ServeFace.options(List.of("serve", option.longestName(), "x")))
                    .isPresent());
  }
}
