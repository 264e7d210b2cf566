package dev.sallyport.policy.command.shell;

import java.util.List;

/**
 * A list of commands.
 *
 * @param nodes in order
 * @param unread what stands where the grammar was left; empty where all of it was read. A shell
 *     runs the commands before it all the same.
 */
public record Script(List<Node> nodes, String unread) {
  public Script {
    nodes = List.copyOf(nodes);
  }
}
