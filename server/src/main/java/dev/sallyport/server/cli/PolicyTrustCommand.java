package dev.sallyport.server.cli;

import dev.sallyport.policy.rules.PolicySet;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.Signer;
import dev.sallyport.server.approval.TrustRootEditor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets a policy file take effect: an approver signs its digest, on the terminal. */
@Command(name = "trust", description = "let a policy take effect: sign it, on the terminal")
final class PolicyTrustCommand extends SallyportCommand {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "a file, or strict, team, sandbox (default: the project's policy)")
  @Nullable String named;

  @Mixin SigningOptions signing = new SigningOptions();

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    PolicyFile file = PolicyFile.of(named, sallyport);
    PolicySet rules = file.rules(sallyport, terminal);
    rules.warnings().forEach(new MistakeText(terminal, file.bytes())::print);
    describe(terminal, file, rules, sallyport.policies().current().rules());
    Passphrase human = Passphrase.terminal();
    TrustRootEditor editor =
        new TrustRootEditor(sallyport.configuration().trustFolder(), sallyport.clock());
    try (Signer by = signing.unlock(sallyport, human)) {
      editor.trustPolicy(by, sallyport.configuration().project(), file.bytes());
    }
    terminal.line("trusted; running servers take it up with their next request");
    return ExitCode.DONE;
  }

  /** What is about to be signed: exactly these bytes, and how the rules differ by name. */
  private static void describe(
      Terminal terminal, PolicyFile file, PolicySet rules, PolicySet before) {
    terminal.line("policy   " + Visible.text(file.name()));
    terminal.line("digest   " + rules.digest());
    terminal.line("rules    " + rules.ruleIds().size());
    terminal.line("new      " + names(rules.ruleIds(), before.ruleIds()));
    terminal.line("gone     " + names(before.ruleIds(), rules.ruleIds()));
  }

  private static String names(List<String> these, List<String> others) {
    List<String> only = new ArrayList<>(these);
    only.removeAll(others);
    return only.isEmpty() ? "-" : String.join(", ", only);
  }
}
