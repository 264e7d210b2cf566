package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.TrustRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/** Lists approvers and their keys. */
@Command(name = "list", description = "list approvers, groups and keys")
final class ApproverListCommand extends SallyportCommand {
  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    List<List<String>> rows = new ArrayList<>();
    for (TrustRoot.Approver approver : new TreeMap<>(sallyport.trust().approvers()).values()) {
      for (TrustRoot.EnrolledKey key : approver.keys()) {
        rows.add(
            List.of(
                approver.name(),
                String.join(", ", approver.groups().stream().sorted().toList()),
                key.key().id(),
                key.revoked() ? "revoked" : "in force"));
      }
    }
    if (terminal.json()) {
      terminal.document(Map.of("approvers", rows));
    } else {
      new TableText(terminal).print(List.of("approver", "groups", "key", "state"), rows);
    }
    return ExitCode.DONE;
  }
}
