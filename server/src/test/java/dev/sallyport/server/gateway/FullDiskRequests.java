package dev.sallyport.server.gateway;

import dev.sallyport.server.Configuration;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.Requester;
import dev.sallyport.server.cancellation.Cancellation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A process that asks for inserts, one after the other, and prints how each was answered. */
final class FullDiskRequests {
  private FullDiskRequests() {}

  /** Arguments: project, database address, home, trust root, how many. */
  public static void main(String[] arguments) {
    Configuration configuration =
        Configuration.of(
            Map.of(
                "DATABASE_URL", arguments[1],
                "SALLYPORT_HOME", arguments[2],
                "SALLYPORT_CONFIG", arguments[3]),
            Configuration.Overrides.NONE,
            Path.of(arguments[0]));
    try (Sallyport sallyport = Sallyport.open(configuration, Clock.systemUTC())) {
      Gateway gate = sallyport.gate(Requester.Face.MCP);
      for (int i = 0; i < Integer.parseInt(arguments[4]); i++) {
        Answer answer =
            gate.handle(
                AgentRequest.execute(
                    "insert into counted values (" + i + ", 1)",
                    "a disk that is full",
                    GateFixture.AGENT),
                new Cancellation());
        String rule = answer.reasons().isEmpty() ? "" : answer.reasons().get(0).ruleId();
        System.out.println(("answer " + answer.outcome() + " " + rule).strip());
      }
    }
  }
}
