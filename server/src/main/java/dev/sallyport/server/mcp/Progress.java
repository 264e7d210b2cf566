package dev.sallyport.server.mcp;

import dev.sallyport.server.cancellation.Cancellation;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
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

  private final McpAsyncServerExchange exchange;
  private final Object token;
  private final Cancellation call;
  private final Executor workers;

  /**
   * @param token the client's, a text or a number
   */
  Progress(McpAsyncServerExchange exchange, Object token, Cancellation call, Executor workers) {
    this.exchange = exchange;
    this.token = token;
    this.call = call;
    this.workers = workers;
  }

  /** Goes on until the stage is complete or the call cancelled. */
  void of(CompletionStage<?> stage) {
    tell(stage.toCompletableFuture(), 0);
  }

  private void tell(CompletableFuture<?> answer, int waited) {
    if (answer.isDone() || call.isCancelled()) {
      return;
    }
    String message = "waiting for a human, " + waited + " seconds so far";
    exchange
        .progressNotification(new ProgressNotification(token, waited, null, message))
        .subscribe();
    CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS, workers)
        .execute(() -> tell(answer, waited + SECONDS));
  }
}
