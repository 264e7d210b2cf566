package dev.sallyport.server.mcp;

import dev.sallyport.policy.rules.Reason;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.mcp.stdio.OpenCall;
import dev.sallyport.server.mcp.tool.AgentTool;
import dev.sallyport.server.mcp.tool.Arguments;
import dev.sallyport.server.mcp.tool.BadArguments;
import dev.sallyport.server.mcp.tool.ToolCall;
import dev.sallyport.server.mcp.tool.ToolDescription;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** One of our tools in the SDK's terms: arguments checked, work on a worker, no exception out. */
final class SdkTool {
  private static final Logger LOGGER = LoggerFactory.getLogger(SdkTool.class);

  private final AgentTool tool;
  private final Surroundings around;

  /**
   * What all tools of one session share.
   *
   * @param workers where calls run, and where their answers are written from
   * @param ended completes when the client is gone
   * @param answered is shown each answer
   */
  record Surroundings(
      ToolResult results,
      Executor workers,
      CompletionStage<Void> ended,
      Consumer<Answer> answered) {}

  SdkTool(AgentTool tool, Surroundings around) {
    this.tool = tool;
    this.around = around;
  }

  /** The tool as the SDK lists it. Its calls go past the session, which would only pass them on. */
  AsyncToolSpecification specification() {
    return new AsyncToolSpecification(
        definition(),
        (exchange, request) -> Mono.error(new IllegalStateException("calls come another way")));
  }

  private Tool definition() {
    ToolDescription description = tool.description();
    return Tool.builder(description.name(), description.inputSchema())
        .title(description.title())
        .description(description.text())
        .outputSchema(description.outputSchema())
        .annotations(hints(description))
        .build();
  }

  private static ToolAnnotations hints(ToolDescription description) {
    return switch (description.nature()) {
      case LOOKS -> new ToolAnnotations(description.title(), true, false, true, false, null);
      case KEEPS_RECORDS ->
          new ToolAnnotations(description.title(), false, false, true, false, null);
      case ACTS -> new ToolAnnotations(description.title(), false, true, false, false, null);
    };
  }

  /** Answers one call. */
  CompletionStage<CallToolResult> call(ToolParameters given, OpenCall call) {
    return CompletableFuture.supplyAsync(
            () -> answer(given.arguments(), call.cancellation()), around.workers())
        .thenCompose(answer -> result(answer, progress(given, call)))
        .exceptionally(error -> around.results().of(broken(error)));
  }

  private @Nullable Progress progress(ToolParameters given, OpenCall call) {
    Object token = given.progressToken();
    return token == null ? null : new Progress(token, call, around.workers());
  }

  /** Whoever completes a stage later must not be kept by a client that reads slowly. */
  private CompletionStage<CallToolResult> result(
      CompletionStage<Answer> answer, @Nullable Progress progress) {
    if (answer.toCompletableFuture().isDone()) {
      return answer.thenApply(this::result);
    }
    if (progress != null) {
      progress.of(answer);
    }
    return answer.thenApplyAsync(this::result, around.workers());
  }

  private CallToolResult result(Answer answer) {
    around.answered().accept(answer);
    return around.results().of(answer);
  }

  private CompletionStage<Answer> answer(Map<String, @Nullable Object> given, Cancellation call) {
    List<Reason> mistakes = tool.description().mistakes(given);
    return mistakes.isEmpty()
        ? tool.call(new ToolCall(Arguments.of(given), call, around.ended()))
        : CompletableFuture.completedStage(BadArguments.answer(mistakes));
  }

  /** An exception's text may hold rows, names of files or credentials: only its class is logged. */
  private Answer broken(Throwable error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    LOGGER
        .atError()
        .addKeyValue("tool", tool.description().name())
        .addKeyValue("cause", cause.getClass().getName())
        .log("a tool failed inside");
    return ToolResult.broken();
  }
}
