package dev.sallyport.server.mcp.stdio;

import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a line as a JSON-RPC message. Strict: what two readers could take differently (a key given
 * twice, bytes that are no UTF-8) is refused.
 */
final class IncomingReader {
  private static final int LARGEST_BATCH = 100;

  private final JsonMapper json;

  /**
   * @param json must refuse duplicate keys
   */
  IncomingReader(JsonMapper json) {
    this.json = json;
  }

  /** Never throws for anything a client sends. */
  Incoming read(byte[] line) {
    Object value;
    try {
      value = json.readValue(decode(line), Object.class);
    } catch (CharacterCodingException e) {
      return new Incoming.Unusable(null, ErrorCodes.PARSE_ERROR, "the line is not UTF-8");
    } catch (JacksonException e) {
      return new Incoming.Unusable(null, ErrorCodes.PARSE_ERROR, "the line is not JSON");
    }
    if (value instanceof List<?> list && !list.isEmpty() && list.size() <= LARGEST_BATCH) {
      return new Incoming.Batch(list.stream().map(IncomingReader::messageOf).toList());
    }
    return messageOf(value);
  }

  private static Incoming messageOf(@Nullable Object value) {
    return value instanceof Map<?, ?> object
        ? message(object)
        : invalid(null, "a message is one JSON object, or an array of 1 to " + LARGEST_BATCH);
  }

  private static String decode(byte[] line) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
  }

  private static Incoming message(Map<?, ?> object) {
    Object id = object.get("id");
    Object usable = RequestId.isUsable(id) ? id : null;
    if (!"2.0".equals(object.get("jsonrpc"))) {
      return invalid(usable, "`jsonrpc` must be `2.0`");
    }
    Object method = object.get("method");
    if (method == null && (object.containsKey("result") || object.containsKey("error"))) {
      return new Incoming.Response();
    }
    if (!(method instanceof String name)) {
      return invalid(usable, "`method` must be a text");
    }
    Map<String, @Nullable Object> params = params(object);
    if (params == null) {
      return invalid(usable, "`params` must be an object");
    }
    if (!object.containsKey("id")) {
      return new Incoming.Notification(name, params);
    }
    return usable == null
        ? invalid(null, "`id` must be a text or a whole number")
        : new Incoming.Request(usable, name, params);
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys.
  private static @Nullable Map<String, @Nullable Object> params(Map<?, ?> object) {
    Object params = object.get("params");
    if (params == null) {
      return Map.of();
    }
    return params instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : null;
  }

  private static Incoming invalid(@Nullable Object id, String message) {
    return new Incoming.Unusable(id, ErrorCodes.INVALID_REQUEST, message);
  }
}
