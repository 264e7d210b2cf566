package dev.sallyport.server.mcp.stdio;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers requests of one method. */
public interface Responder {
  /**
   * Begins to answer.
   *
   * @param params as they passed the method's check
   * @return the result, ready for JSON; what fails is an internal error to the client
   */
  CompletionStage<?> answer(Map<String, @Nullable Object> params, OpenCall call);
}
