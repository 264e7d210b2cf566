package dev.sallyport.server.cli;

import dev.sallyport.policy.Mistake;
import dev.sallyport.policy.rules.InvalidPolicyException;
import dev.sallyport.policy.rules.PolicySet;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells every mistake and warning of a policy file. */
@Command(name = "check", description = "tell every mistake of a policy file, all at once")
final class PolicyCheckCommand extends SallyportCommand {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "a file, or strict, team, sandbox (default: the project's policy)")
  @Nullable String named;

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    PolicyFile file = PolicyFile.of(named, sallyport);
    try {
      PolicySet rules = file.read(sallyport);
      report(terminal, file, rules.warnings(), rules);
      return ExitCode.DONE;
    } catch (InvalidPolicyException e) {
      report(terminal, file, e.mistakes(), null);
      return ExitCode.USAGE;
    }
  }

  private static void report(
      Terminal terminal, PolicyFile file, List<Mistake> mistakes, @Nullable PolicySet rules) {
    if (terminal.json()) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("file", file.name());
      document.put("valid", rules != null);
      document.put("rules", rules == null ? null : rules.ruleIds().size());
      document.put("digest", rules == null ? null : rules.digest());
      document.put("mistakes", mistakes.stream().map(MistakeText::json).toList());
      terminal.document(document);
      return;
    }
    MistakeText text = new MistakeText(terminal, file.bytes());
    mistakes.forEach(text::print);
    long errors =
        mistakes.stream().filter(each -> each.severity() == Mistake.Severity.ERROR).count();
    terminal.line(
        rules == null
            ? file.name() + ": " + errors + (errors == 1 ? " mistake" : " mistakes")
            : file.name()
                + ": "
                + rules.ruleIds().size()
                + " rules, no mistake"
                + (mistakes.isEmpty() ? "" : ", " + mistakes.size() + " to look at"));
  }
}
