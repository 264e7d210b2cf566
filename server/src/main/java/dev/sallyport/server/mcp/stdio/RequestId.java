package dev.sallyport.server.mcp.stdio;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The id of a request, as JSON-RPC and the protocol allow it: a text or a whole number. */
final class RequestId {
  private static final int LONGEST = 1_000;

  private RequestId() {}

  /** Whether a value can be an id that is sent back unchanged. */
  static boolean isUsable(@Nullable Object id) {
    return id instanceof Integer
        || id instanceof Long
        || (id instanceof String text && text.length() <= LONGEST && isWellFormed(text));
  }

  /**
   * The id in a message too long to keep, read token by token without building anything; null where
   * there is none.
   */
  static @Nullable Object in(InputStream message) {
    try (JsonParser parser =
        JsonFactory.builder().build().createParser(ObjectReadContext.empty(), message)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean isId = "id".equals(parser.currentName());
        JsonToken value = parser.nextToken();
        if (isId) {
          return value(parser, value);
        }
        parser.skipChildren();
      }
      return null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) {
    Object id =
        switch (token) {
          case VALUE_STRING -> parser.getString();
          case VALUE_NUMBER_INT -> parser.getNumberValue();
          default -> null;
        };
    return isUsable(id) ? id : null;
  }

  /** A lone surrogate has no UTF-8 and could not be sent back. */
  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}
