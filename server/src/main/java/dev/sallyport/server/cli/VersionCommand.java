package dev.sallyport.server.cli;

import dev.sallyport.server.Version;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which Sallyport this is. */
@Command(name = "version", description = "show the version")
final class VersionCommand implements Callable<Integer> {
  @Mixin GlobalOptions options = new GlobalOptions();

  @Override
  public Integer call() {
    Terminal terminal = Terminal.current(options);
    if (terminal.json()) {
      terminal.document(Map.of("version", Version.text(), "java", Runtime.version().toString()));
    } else {
      terminal.line("sallyport " + Version.text());
    }
    return 0;
  }
}
