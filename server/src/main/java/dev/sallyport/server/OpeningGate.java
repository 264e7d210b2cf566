package dev.sallyport.server;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Gateway;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A gate that answers its client at once and opens behind it. Where it can't be opened, each
 * request tries again and is told why: a store or database may come back.
 */
final class OpeningGate implements AgentGate {
  private final Supplier<Gateway> gate;

  OpeningGate(Supplier<Gateway> gate) {
    this.gate = gate;
  }

  @Override
  public Answer handle(AgentRequest request, Cancellation call) {
    return Gateway.answered(() -> gate.get().handle(request, call));
  }

  @Override
  public Answer explain(AgentRequest request, Cancellation call) {
    return Gateway.answered(() -> gate.get().explain(request, call));
  }

  @Override
  public Answer status(Cancellation call) {
    return Gateway.answered(() -> gate.get().status(call));
  }

  @Override
  public Answer policy() {
    return Gateway.answered(() -> gate.get().policy());
  }

  @Override
  public Answer describe(List<String> objects, int page, Cancellation call) {
    return Gateway.answered(() -> gate.get().describe(objects, page, call));
  }

  @Override
  public Answer ticket(String id) {
    return Gateway.answered(() -> gate.get().ticket(id));
  }

  @Override
  public CompletionStage<Answer> awaitTicket(String id, Duration longest) {
    return Gateway.answeredLater(() -> gate.get().awaitTicket(id, longest));
  }

  @Override
  public Answer tickets(@Nullable String state) {
    return Gateway.answered(() -> gate.get().tickets(state));
  }

  @Override
  public Answer cancelTicket(String id) {
    return Gateway.answered(() -> gate.get().cancelTicket(id));
  }
}
