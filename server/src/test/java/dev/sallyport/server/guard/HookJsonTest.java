package dev.sallyport.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The small reader against a library's: what the one takes and finds, so does the other. */
class HookJsonTest {
  private static final int MUTATIONS = 20_000;

  private static final String UNITS = "{}[]\",:\\u01e.-+ntf \n\t'/";

  private static final List<String> DOCUMENTS =
      List.of(
          "{}",
          "{\"a\":\"b\"}",
          " { \"a\" : [ \"b\" , \"c\\n\\u0041\\\"\\\\\\/\" , 1 , -0.5e+3 , true ] } ",
          "{\"tool_input\":{\"command\":\"ls\",\"timeout\":120000,\"x\":[{\"y\":\"z\"},null]}}",
          "{\"a\":{\"b\":{\"c\":[[[\"d\"]]]}},\"a\":\"again\",\"\":\"empty\"}",
          "{\"a\":\"\u00e4\u20ac\\ud83d\\ude00\"}");

  @Test
  void bothReadersFindTheSame() {
    for (String document : DOCUMENTS) {
      assertThat(ours(document)).as(document).isPresent().isEqualTo(theirs(document));
    }
  }

  @Test
  void whatTheOneRefusesTheOtherRefuses() {
    Random random = new Random(11);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < MUTATIONS; i++) {
      String document = mutated(DOCUMENTS.get(i % DOCUMENTS.size()), random);
      if (!ours(document).equals(theirs(document))) {
        wrong.add(document + " ours " + ours(document) + " theirs " + theirs(document));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String mutated(String document, Random random) {
    StringBuilder text = new StringBuilder(document);
    for (int times = 1 + random.nextInt(2); times > 0 && text.length() > 0; times--) {
      int at = random.nextInt(text.length());
      char unit = UNITS.charAt(random.nextInt(UNITS.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, unit);
        case 1 -> text.setCharAt(at, unit);
        default -> text.deleteCharAt(at);
      }
    }
    return text.toString();
  }

  private static Optional<String> ours(String document) {
    try {
      HookJson json = HookJson.of(document.getBytes(StandardCharsets.UTF_8));
      List<ToolCall.Field> fields = new ArrayList<>();
      if (!json.isObject()) {
        return Optional.empty();
      }
      json.object(name -> json.texts(name, fields));
      return json.isOver() ? Optional.of(fields.toString()) : Optional.empty();
    } catch (UnreadableRequestException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> theirs(String document) {
    List<ToolCall.Field> fields = new ArrayList<>();
    List<String> names = new ArrayList<>();
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      String name = "";
      int depth = 1;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (depth == 0) {
          return Optional.empty();
        }
        switch (token) {
          case START_OBJECT, START_ARRAY -> {
            names.add(name);
            depth++;
          }
          case END_OBJECT, END_ARRAY -> {
            depth--;
            name = names.isEmpty() ? "" : names.remove(names.size() - 1);
          }
          case PROPERTY_NAME -> name = parser.currentName();
          case VALUE_STRING -> fields.add(new ToolCall.Field(name, parser.getString()));
          default -> {}
        }
      }
      return depth == 0 ? Optional.of(fields.toString()) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
