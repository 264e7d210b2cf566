package dev.sallyport.server.mcp.tool;

import dev.sallyport.policy.rules.Reason;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Outcome;
import java.util.List;
import java.util.Map;

/** The answer to arguments that a tool does not take; a model reads it and can correct itself. */
public final class BadArguments {
  private BadArguments() {}

  public static Answer answer(List<Reason> mistakes) {
    return new Answer(
        Outcome.FAILED, null, mistakes, "correct the arguments and call again", Map.of());
  }
}
