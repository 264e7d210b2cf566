/**
 * One client on standard input and output: lines in, messages to the SDK's session, answers out.
 *
 * <p>Start at {@link dev.sallyport.server.mcp.stdio.StdioTransport}. This room exists because the
 * SDK's own transport never answers a request that comes before {@code initialize}, ends silently
 * at a malformed line, loses answers at the end of input and ignores cancellation. It knows nothing
 * of tools or databases.
 */
@NullMarked
package dev.sallyport.server.mcp.stdio;

import org.jspecify.annotations.NullMarked;
