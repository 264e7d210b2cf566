package dev.sallyport.server.cli;

import dev.sallyport.policy.rules.PolicyLanguage;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import picocli.CommandLine.Command;

/** Prints the JSON Schema of policy files, for editors. */
@Command(name = "schema", description = "print the JSON Schema of policy files, for editors")
final class PolicySchemaCommand extends SallyportCommand {
  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    terminal.pretty(PolicyLanguage.jsonSchema());
    return ExitCode.DONE;
  }
}
