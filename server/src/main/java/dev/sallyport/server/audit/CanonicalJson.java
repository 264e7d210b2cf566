package dev.sallyport.server.audit;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one way a JSON value is written where bytes are hashed or signed: sorted keys, no space,
 * UTF-8.
 */
public final class CanonicalJson {
  /** Kept, since looking a provider up reads every jar of the class path. */
  private static final JsonProvider PROVIDER = JsonProvider.provider();

  private static final JsonReaderFactory READERS =
      PROVIDER.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  /** Never fed: copies of it are. Looking the algorithm up takes longer than a record's hash. */
  private static final MessageDigest SHA_256 = sha256();

  private CanonicalJson() {}

  /** An empty object to be filled. */
  public static JsonObjectBuilder object() {
    return PROVIDER.createObjectBuilder();
  }

  /** An empty array to be filled. */
  public static JsonArrayBuilder array() {
    return PROVIDER.createArrayBuilder();
  }

  /** An array of texts in their order. */
  public static JsonArray texts(Iterable<String> texts) {
    JsonArrayBuilder array = array();
    texts.forEach(array::add);
    return array.build();
  }

  /**
   * Reads an object; a key that comes twice is an error.
   *
   * @throws JsonException where the text is not one JSON object
   */
  public static JsonObject parse(String text) {
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  /** The value as text. The same value always gives the same text. */
  public static String text(JsonValue value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  /** SHA-256 of the value's text, in lower-case hexadecimal. */
  public static String digest(JsonValue value) {
    return sha256(text(value));
  }

  /** SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. */
  public static String sha256(String text) {
    return sha256(utf8(text));
  }

  /** SHA-256 in lower-case hexadecimal. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(freshDigest().digest(bytes));
  }

  private static MessageDigest freshDigest() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      return sha256();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * A text's UTF-8 bytes.
   *
   * @throws IllegalArgumentException where the text holds half a surrogate pair: replacing it would
   *     give two texts the same bytes
   */
  public static byte[] utf8(String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] exact = new byte[bytes.remaining()];
      bytes.get(exact);
      return exact;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the text is not valid Unicode", e);
    }
  }

  private static void write(JsonValue value, StringBuilder out) {
    switch (value.getValueType()) {
      case OBJECT -> writeObject(value.asJsonObject(), out);
      case ARRAY -> writeArray(value.asJsonArray(), out);
      case STRING -> writeString(((JsonString) value).getString(), out);
      case NUMBER -> out.append(((JsonNumber) value).bigDecimalValue());
      case TRUE -> out.append("true");
      case FALSE -> out.append("false");
      case NULL -> out.append("null");
    }
  }

  private static void writeObject(JsonObject object, StringBuilder out) {
    char before = '{';
    for (var entry : new TreeMap<>(object).entrySet()) {
      out.append(before);
      writeString(entry.getKey(), out);
      out.append(':');
      write(entry.getValue(), out);
      before = ',';
    }
    out.append(object.isEmpty() ? "{}" : "}");
  }

  private static void writeArray(JsonArray array, StringBuilder out) {
    char before = '[';
    for (JsonValue item : array) {
      out.append(before);
      write(item, out);
      before = ',';
    }
    out.append(array.isEmpty() ? "[]" : "]");
  }

  static void writeString(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '"' || unit == '\\') {
        out.append('\\').append(unit);
      } else if (unit < 0x20) {
        out.append(String.format("\\u%04x", (int) unit));
      } else {
        out.append(unit);
      }
    }
    out.append('"');
  }
}
