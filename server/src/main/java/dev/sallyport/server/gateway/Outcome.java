package dev.sallyport.server.gateway;

import java.util.Locale;

/** How a request ended, as the agent is told. */
public enum Outcome {
  DONE,
  /** A ticket waits for a human. */
  PENDING,
  /** The policy, or a lack of understanding, refused it. */
  DENIED,
  /** It was allowed and did not work. */
  FAILED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether MCP's {@code isError} is set. */
  public boolean isError() {
    return this == DENIED || this == FAILED;
  }
}
