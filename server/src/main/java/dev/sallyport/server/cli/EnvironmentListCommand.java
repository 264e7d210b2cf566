package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Lists pinned databases. */
@Command(name = "list", description = "list pinned databases")
final class EnvironmentListCommand extends SallyportCommand {
  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    List<List<String>> rows = new ArrayList<>();
    sallyport
        .trust()
        .environments()
        .forEach(
            (identity, environment) ->
                rows.add(
                    List.of(environment, identity.database(), identity.host(), identity.system())));
    rows.sort(java.util.Comparator.comparing(row -> String.join("\n", row)));
    if (terminal.json()) {
      terminal.document(Map.of("environments", rows));
    } else {
      new TableText(terminal).print(List.of("environment", "database", "host", "system"), rows);
    }
    return ExitCode.DONE;
  }
}
