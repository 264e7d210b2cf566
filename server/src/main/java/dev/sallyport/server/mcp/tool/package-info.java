/**
 * The tools that agents are served: what each says of itself, takes and asks of the gate.
 *
 * <p>Start at {@link dev.sallyport.server.mcp.tool.AgentTools}, the list of them all. A new tool is
 * a class and a line there. Nothing here knows the protocol's types, and no tool approves a ticket,
 * trusts a policy, pins an environment or touches a key.
 */
@NullMarked
package dev.sallyport.server.mcp.tool;

import org.jspecify.annotations.NullMarked;
