package dev.sallyport.server.mcp.stdio;

import dev.sallyport.server.cancellation.Cancellation;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A request that is being answered.
 *
 * @param cancellation what the client does when it no longer wants the answer
 * @param notice sends a notification: its method and its parameters
 */
public record OpenCall(Cancellation cancellation, BiConsumer<String, Map<String, ?>> notice) {}
