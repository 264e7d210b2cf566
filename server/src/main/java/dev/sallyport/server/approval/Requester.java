package dev.sallyport.server.approval;

/**
 * Who asks.
 *
 * @param name the agent principal, such as {@code claude@booking} or {@code anonymous@booking}
 * @param verified whether a token proved the name
 * @param face where the request came in
 * @param osUser the operating system's user of the asking process
 */
public record Requester(String name, boolean verified, Face face, String osUser) {
  /** Where a request came in. */
  public enum Face {
    /** An agent, over MCP. */
    MCP,
    /** A person, or an agent's shell, over the command line: nobody approves what they ask here. */
    CLI
  }
}
