package dev.sallyport.server.cli;

import dev.sallyport.policy.rules.PolicySet;
import dev.sallyport.policy.rules.Reason;
import dev.sallyport.policy.rules.trial.Replay;
import dev.sallyport.policy.rules.trial.Replay.Changed;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.gateway.Fulfilment;
import dev.sallyport.server.gateway.RecordedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides the audit log's requests again under another policy and shows what would change. */
@Command(
    name = "replay",
    description = "decide recorded requests again under another policy; 1 if any became weaker")
final class PolicyReplayCommand extends SallyportCommand {
  @Parameters(paramLabel = "FILE", description = "the other policy: a file, strict, team, sandbox")
  String named = "";

  @Option(
      names = "--after",
      paramLabel = "N",
      defaultValue = "0",
      description = "only records of the audit log after this number")
  long after;

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    PolicySet other = PolicyFile.of(named, sallyport).rules(sallyport, terminal);
    List<Replay.Recorded> recorded = new ArrayList<>();
    sallyport
        .desk()
        .audit()
        .forEachAfter(
            after,
            record -> RecordedRequest.of(record, Fulfilment.ever()).ifPresent(recorded::add));
    List<Changed> changes = new Replay(other).changes(recorded);
    boolean weaker = changes.stream().anyMatch(Changed::isWeaker);
    if (terminal.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("requests", recorded.size());
      document.put("changes", changes.stream().map(PolicyReplayCommand::json).toList());
      document.put("weaker", weaker);
      terminal.document(document);
    } else {
      changes.forEach(change -> print(terminal, change));
      terminal.line(
          recorded.size()
              + " requests, "
              + changes.size()
              + " decided otherwise"
              + (weaker ? ", some of them weaker" : ""));
    }
    return weaker ? ExitCode.FOUND : ExitCode.DONE;
  }

  private static void print(Terminal terminal, Changed change) {
    terminal.line(
        change.recorded().id()
            + "  "
            + change.recorded().request().operation().label()
            + "  "
            + change.recorded().verdict().label()
            + " → "
            + change.now().verdict().label()
            + (change.isWeaker() ? "  weaker" : "  stricter"));
    for (Reason reason : change.now().reasons()) {
      if (reason.verdict() == change.now().verdict()) {
        terminal.line("    " + Visible.text(reason.message()) + "  [rule " + reason.ruleId() + "]");
      }
    }
  }

  private static Map<String, Object> json(Changed change) {
    return Map.of(
        "record", change.recorded().id(),
        "operation", change.recorded().request().operation().label(),
        "before", change.recorded().verdict().label(),
        "now", change.now().verdict().label(),
        "weaker", change.isWeaker());
  }
}
