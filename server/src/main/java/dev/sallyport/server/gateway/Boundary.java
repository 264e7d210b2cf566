package dev.sallyport.server.gateway;

import java.util.Locale;

/** Whether the agent could walk around the gate. */
public enum Boundary {
  /** Same OS user as the agent: an agent with a shell could read what the proxy can. */
  ADVISORY,
  /** Another OS user or host: the agent holds a token and nothing else. */
  ENFORCED;

  /** The boundary as {@code status} shows it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What that means, in one sentence. */
  public String note() {
    return switch (this) {
      case ADVISORY ->
          "same OS user as the agent: an agent with a shell could read the credentials and the home;"
              + " run Sallyport as another user to enforce the boundary (docs/threat-model.md)";
      case ENFORCED -> "Sallyport runs apart from the agent, which holds no credential";
    };
  }
}
