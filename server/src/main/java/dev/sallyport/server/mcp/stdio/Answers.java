package dev.sallyport.server.mcp.stdio;

import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Our messages as lines. An error says what we say, never what an exception said. */
final class Answers {
  private static final Logger LOGGER = LoggerFactory.getLogger(Answers.class);

  private final JsonMapper json;

  Answers(JsonMapper json) {
    this.json = json;
  }

  /** A message of the SDK's session, cleared of texts that are not ours. */
  byte[] line(JSONRPCMessage message) {
    if (!(message instanceof JSONRPCResponse response)) {
      return json.writeValueAsBytes(message);
    }
    JSONRPCError error = response.error();
    if (error != null) {
      return error(response.id(), error);
    }
    return written(response.id(), message);
  }

  byte[] result(Object id, Object result) {
    return written(id, message(id, "result", result));
  }

  private byte[] written(@Nullable Object id, Object message) {
    try {
      return json.writeValueAsBytes(message);
    } catch (JacksonException e) {
      LOGGER.atWarn().log("an answer could not be written as JSON");
      return internalError(id);
    }
  }

  byte[] notification(String method, Map<String, ?> params) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    message.put("method", method);
    message.put("params", params);
    return json.writeValueAsBytes(message);
  }

  byte[] error(@Nullable Object id, int code, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("message", message);
    return json.writeValueAsBytes(message(id, "error", error));
  }

  byte[] internalError(@Nullable Object id) {
    return error(id, ErrorCodes.INTERNAL_ERROR, "internal error");
  }

  /**
   * The session's own errors. What our tools, resources and prompts answer is never an internal
   * error, so that code means that the session could not read the parameters.
   */
  private byte[] error(@Nullable Object id, JSONRPCError error) {
    int code = error.code();
    return code == ErrorCodes.INTERNAL_ERROR
        ? error(id, ErrorCodes.INVALID_PARAMS, "the parameters are not what the method takes")
        : error(id, code, error.message());
  }

  private static Map<String, @Nullable Object> message(
      @Nullable Object id, String part, Object value) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    message.put("id", id);
    message.put(part, value);
    return message;
  }
}
