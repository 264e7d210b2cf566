/**
 * The agent's face: one class per MCP tool, thin over the gateway.
 *
 * <p>Nothing here opens a database, approves a ticket, trusts a policy or touches a key; nothing
 * here writes to standard output but the protocol.
 */
@NullMarked
package dev.sallyport.server.mcp;

import org.jspecify.annotations.NullMarked;
