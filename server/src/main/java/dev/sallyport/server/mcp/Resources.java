package dev.sallyport.server.mcp;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.mcp.stdio.StdioTransport;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client can attach to a conversation: the same answers that the tools give, as JSON under
 * an address of their own.
 */
final class Resources {
  static final String TICKETS = "sallyport://tickets";

  private static final String JSON = "application/json";

  private final AgentGate gate;
  private final JsonMapper json;
  private final Executor workers;

  Resources(AgentGate gate, JsonMapper json, Executor workers) {
    this.gate = gate;
    this.json = json;
    this.workers = workers;
  }

  List<AsyncResourceSpecification> all() {
    return List.of(
        resource(
            "sallyport://status",
            "status",
            "Environment, policy, history and drift, as `status` answers them",
            gate::status),
        resource(
            "sallyport://policy",
            "policy",
            "The policy as it applies to this agent here: rules with decision, limits, approvals"
                + " and help",
            call -> gate.policy()),
        resource(
            "sallyport://schema",
            "schema",
            "Tables, columns, types, keys and sizes; the first page of `describe`",
            call -> gate.describe(List.of(), 1, call)),
        resource(
            "sallyport://migrations",
            "migrations",
            "Each migration and its state, as `status` answers them",
            call -> only(gate.status(call), "history", "drift", "healthy")),
        resource(
            TICKETS, "tickets", "This agent's tickets, newest first", call -> gate.tickets(null)));
  }

  List<AsyncResourceTemplateSpecification> templates() {
    return List.of(
        template(
            "sallyport://schema/{object}",
            "schema of an object",
            "One table, view or enum by name or glob",
            (object, call) -> gate.describe(List.of(object), 1, call)),
        template(
            TICKETS + "/{ticket}",
            "ticket",
            "One of this agent's tickets; subscribe to be told when it changes",
            (ticket, call) -> gate.ticket(ticket)));
  }

  private static Answer only(Answer answer, String... keys) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    for (String key : keys) {
      if (answer.body().containsKey(key)) {
        body.put(key, answer.body().get(key));
      }
    }
    return new Answer(answer.outcome(), null, answer.reasons(), answer.next(), body);
  }

  private AsyncResourceSpecification resource(
      String uri, String name, String text, Function<Cancellation, Answer> reader) {
    return new AsyncResourceSpecification(
        Resource.builder(uri, name).description(text).mimeType(JSON).build(),
        (exchange, request) -> read(exchange, request, reader));
  }

  private AsyncResourceTemplateSpecification template(
      String uri, String name, String text, BiFunction<String, Cancellation, Answer> reader) {
    return new AsyncResourceTemplateSpecification(
        ResourceTemplate.builder(uri, name).description(text).mimeType(JSON).build(),
        (exchange, request) ->
            read(exchange, request, call -> reader.apply(last(request.uri()), call)));
  }

  private Mono<ReadResourceResult> read(
      McpAsyncServerExchange exchange,
      ReadResourceRequest request,
      Function<Cancellation, Answer> reader) {
    Cancellation call = (Cancellation) exchange.transportContext().get(StdioTransport.CALL);
    return Mono.fromFuture(
        CompletableFuture.supplyAsync(() -> reader.apply(call), workers)
            .exceptionally(error -> ToolResult.broken())
            .thenApply(answer -> contents(request.uri(), answer)));
  }

  private ReadResourceResult contents(String uri, Answer answer) {
    String text = json.writeValueAsString(ToolResult.content(answer));
    return new ReadResourceResult(List.of(new TextResourceContents(uri, JSON, text)));
  }

  private static String last(String uri) {
    return URLDecoder.decode(
        uri.substring(uri.lastIndexOf('/') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
