package dev.sallyport.server.database;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The text of {@code json} and {@code jsonb} values, read without losing digits. */
final class JsonText {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonText() {}

  /** Maps, lists and scalars; the text itself where it nests too deep or repeats a key. */
  static @Nullable Object parsed(String text) {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JacksonException e) {
      return text;
    }
  }

  /** A parsed value as text again. */
  static String written(@Nullable Object value) {
    return MAPPER.writeValueAsString(value);
  }
}
