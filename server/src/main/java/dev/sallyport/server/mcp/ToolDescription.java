package dev.sallyport.server.mcp;

import java.util.List;
import java.util.Map;

/**
 * What a tool says of itself.
 *
 * @param name as agents call it
 * @param title for people, in a list
 * @param text teaches an agent when to use it and what comes back
 * @param input what it takes
 * @param output the JSON schema of its own part of the answer, by property
 * @param nature what clients may show of its effects
 */
record ToolDescription(
    String name,
    String title,
    String text,
    List<Argument> input,
    Map<String, Map<String, Object>> output,
    Nature nature) {

  ToolDescription {
    input = List.copyOf(input);
  }

  /** What a tool may do to the world; hints for a client's display, never a permission. */
  enum Nature {
    /** Changes nothing. */
    LOOKS,
    /** Changes only Sallyport's own records. */
    KEEPS_RECORDS,
    /** May change the database, or open a ticket that will. */
    ACTS
  }
}
