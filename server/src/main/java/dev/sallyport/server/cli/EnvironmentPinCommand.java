package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.PinnedIdentity;
import dev.sallyport.server.approval.Signer;
import dev.sallyport.server.approval.TrustRootEditor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Pins the guarded database, as it identifies itself now, to an environment. */
@Command(name = "pin", description = "pin the guarded database to an environment, on the terminal")
final class EnvironmentPinCommand extends SallyportCommand {
  @Parameters(paramLabel = "NAME", description = "production, staging, development or your own")
  String environment = "";

  @Mixin SigningOptions signing = new SigningOptions();

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Passphrase human = Passphrase.terminal();
    PinnedIdentity identity = sallyport.gate().database();
    if (identity.system().isEmpty()) {
      throw SallyportException.environment(
          "the database does not tell its system identifier to this role",
          "grant `pg_monitor`, or execution of `pg_control_system()`, to the role");
    }
    terminal.line("database  " + Visible.text(identity.database()));
    terminal.line("host      " + Visible.text(identity.host()));
    terminal.line("system    " + Visible.text(identity.system()));
    TrustRootEditor editor =
        new TrustRootEditor(sallyport.configuration().trustFolder(), sallyport.clock());
    try (Signer by = signing.unlock(sallyport, human)) {
      editor.pin(by, identity, environment);
    }
    terminal.line("pinned to `" + environment + "`");
    return ExitCode.DONE;
  }
}
