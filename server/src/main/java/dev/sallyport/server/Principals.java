package dev.sallyport.server;

import dev.sallyport.policy.rules.Agent;
import dev.sallyport.server.approval.Requester;
import dev.sallyport.server.approval.TrustRoot;
import java.util.function.Supplier;

/** Who asks: the person at the command line, or the agent behind MCP. */
final class Principals {
  private final Configuration configuration;
  private final Supplier<TrustRoot> trust;

  Principals(Configuration configuration, Supplier<TrustRoot> trust) {
    this.configuration = configuration;
    this.trust = trust;
  }

  /** The principal behind a face; an agent is verified where its token proves it. */
  Agent of(Requester.Face face) {
    if (face == Requester.Face.CLI) {
      return new Agent(osUser() + "@" + configuration.projectName(), false);
    }
    return configuration
        .agentToken()
        .flatMap(trust.get()::agentOf)
        .map(name -> new Agent(name, true))
        .orElseGet(() -> new Agent("anonymous@" + configuration.projectName(), false));
  }

  /** The same, as a ticket names them. */
  Requester requester(Requester.Face face) {
    Agent agent = of(face);
    return new Requester(agent.name(), agent.verified(), face, osUser());
  }

  private static String osUser() {
    return System.getProperty("user.name", "unknown");
  }
}
