package dev.sallyport.server.mcp.stdio;

import dev.sallyport.server.mcp.stdio.OpenRequests.OpenRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The methods that are answered past the SDK's session, each by its {@link Responder}. */
final class DirectAnswers {
  private static final Logger LOGGER = LoggerFactory.getLogger(StdioTransport.class);

  private final Map<String, Responder> responders = new ConcurrentHashMap<>();
  private final Answers answers;
  private final OpenRequests requests;
  private final Consumer<byte[]> out;

  DirectAnswers(Answers answers, OpenRequests requests, Consumer<byte[]> out) {
    this.answers = answers;
    this.requests = requests;
    this.out = out;
  }

  void answerBy(String method, Responder responder) {
    responders.put(method, responder);
  }

  /** Begins to answer; false where nobody answers this method here. */
  boolean start(Incoming.Request request, OpenRequest open) {
    Responder responder = responders.get(request.method());
    if (responder == null) {
      return false;
    }
    OpenCall call = new OpenCall(open.call(), (method, params) -> tell(open, method, params));
    result(responder, request, call)
        .whenComplete(
            (answer, error) -> {
              try {
                if (!open.isSilent()) {
                  out.accept(
                      error == null ? answers.result(request.id(), answer) : failed(request));
                }
              } finally {
                requests.close(open);
              }
            });
    return true;
  }

  private static CompletionStage<?> result(
      Responder responder, Incoming.Request request, OpenCall call) {
    try {
      return responder.answer(request.params(), call);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private void tell(OpenRequest open, String method, Map<String, ?> params) {
    if (!open.isSilent()) {
      out.accept(answers.notification(method, params));
    }
  }

  /** The answer to a request that failed inside; the log says which method, never why. */
  byte[] failed(Incoming.Request request) {
    LOGGER.atWarn().addKeyValue("method", request.method()).log("request failed");
    return answers.internalError(request.id());
  }
}
