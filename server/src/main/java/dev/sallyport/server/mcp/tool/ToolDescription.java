package dev.sallyport.server.mcp.tool;

import dev.sallyport.policy.rules.Reason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tool says of itself.
 *
 * @param name as agents call it
 * @param title for people, in a list
 * @param text teaches an agent when to use it and what comes back
 * @param input what it takes
 * @param output its own part of the answer
 * @param nature what clients may show of its effects
 */
public record ToolDescription(
    String name,
    String title,
    String text,
    List<Argument> input,
    Properties output,
    Nature nature) {

  public ToolDescription {
    input = List.copyOf(input);
  }

  /** The JSON schema of its arguments. */
  public Map<String, Object> inputSchema() {
    return Schemas.input(input);
  }

  /** The JSON schema of its answers. */
  public Map<String, Object> outputSchema() {
    return Schemas.output(output);
  }

  /**
   * Checks what an agent gave; none where it is good.
   *
   * @return every mistake, as reasons of the rule {@code arguments}
   */
  public List<Reason> mistakes(Map<String, @Nullable Object> given) {
    return Arguments.mistakes(this, given);
  }

  /** What a tool may do to the world; hints for a client's display, never a permission. */
  public enum Nature {
    /** Changes nothing. */
    LOOKS,
    /** Changes only Sallyport's own records. */
    KEEPS_RECORDS,
    /** May change the database, or open a ticket that will. */
    ACTS
  }
}
