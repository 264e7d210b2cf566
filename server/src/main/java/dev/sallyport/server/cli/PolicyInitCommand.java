package dev.sallyport.server.cli;

import dev.sallyport.policy.rules.BuiltInPolicies;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a policy file to start from. */
@Command(name = "init", description = "write policies.yaml from a template")
final class PolicyInitCommand extends SallyportCommand {
  @Option(
      names = "--template",
      paramLabel = "NAME",
      defaultValue = "strict",
      description = "strict, team or sandbox (default: strict)")
  BuiltInPolicies template = BuiltInPolicies.STRICT;

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Path file =
        sallyport
            .configuration()
            .namedPolicy()
            .orElse(sallyport.configuration().project().resolve("policies.yaml"));
    try {
      Files.write(file, template.text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw SallyportException.usage(
          "`" + file + "` is there already", "remove it, or name another with `--policy FILE`");
    } catch (IOException e) {
      throw SallyportException.environment(
          "can't write `" + file + "`", "check the folder's permissions");
    }
    String next = "it takes effect when an approver runs `sallyport policy trust`";
    if (terminal.json()) {
      terminal.document(
          Map.of("file", file.toString(), "template", template.label(), "next", next));
    } else {
      terminal.line("wrote " + file + " (" + template.label() + ")");
      terminal.line(next);
    }
    return ExitCode.DONE;
  }
}
