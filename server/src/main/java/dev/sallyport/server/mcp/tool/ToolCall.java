package dev.sallyport.server.mcp.tool;

import dev.sallyport.server.cancellation.Cancellation;
import java.util.concurrent.CompletionStage;

/**
 * One use of a tool.
 *
 * @param arguments what the agent gave, checked
 * @param call what the client cancels
 * @param ended completes when the client is gone and nobody waits any longer
 */
public record ToolCall(Arguments arguments, Cancellation call, CompletionStage<Void> ended) {}
