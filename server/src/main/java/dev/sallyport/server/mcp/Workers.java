package dev.sallyport.server.mcp;

import java.util.concurrent.Executor;

/** The threads that tools run on. They never keep the process alive. */
final class Workers implements AutoCloseable {
  /**
   * Calls at once. Nothing waits for a human on them, and a statement's own time limit frees each;
   * far more than this would only queue at the database.
   */
  private static final int TOOLS = 32;

  private static final int CANCELLATIONS = 4;

  private final Crew tools = new Crew("mcp-tool-", TOOLS);
  private final Crew cancellations = new Crew("mcp-cancel-", CANCELLATIONS);

  Executor tools() {
    return tools;
  }

  /** Apart from the tools, so that a cancellation never waits behind what it should end. */
  Executor cancellations() {
    return cancellations;
  }

  @Override
  public void close() {
    tools.close();
    cancellations.close();
  }
}
