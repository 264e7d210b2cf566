package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import picocli.CommandLine.Command;

/** The MCP server on standard input and output. */
@Command(name = "serve", description = "serve an agent over MCP on standard input and output")
final class ServeCommand extends SallyportCommand {
  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    return sallyport.serve();
  }
}
