package dev.sallyport.server.mcp;

import dev.sallyport.server.mcp.stdio.OpenCall;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Tells a client that asked for progress that its call is still waited for: at once, then every few
 * seconds, so that neither the client nor a person takes a long wait for a hang. Holds no thread.
 */
final class Progress {
  private static final int SECONDS = 5;

  private final Object token;
  private final OpenCall call;
  private final Executor workers;

  /**
   * @param token the client's, a text or a number
   */
  Progress(Object token, OpenCall call, Executor workers) {
    this.token = token;
    this.call = call;
    this.workers = workers;
  }

  /** Goes on until the stage is complete or the call cancelled. */
  void of(CompletionStage<?> stage) {
    tell(stage.toCompletableFuture(), 0);
  }

  private void tell(CompletableFuture<?> answer, int waited) {
    if (answer.isDone() || call.cancellation().isCancelled()) {
      return;
    }
    String message = "waiting for a human, " + waited + " seconds so far";
    call.notice()
        .accept(
            McpSchema.METHOD_NOTIFICATION_PROGRESS,
            Map.of("progressToken", token, "progress", waited, "message", message));
    CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS, workers)
        .execute(() -> tell(answer, waited + SECONDS));
  }
}
