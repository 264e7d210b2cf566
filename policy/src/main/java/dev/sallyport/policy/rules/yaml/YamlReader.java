package dev.sallyport.policy.rules.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Reads one YAML document to a {@link Node}, with limits, and without YAML's cleverness. */
public final class YamlReader {
  /** The largest file that is looked at. */
  public static final int MOST_BYTES = 1 << 20;

  private static final YAMLFactory YAML = YAMLFactory.builder().build();

  private YamlReader() {}

  /** The file's content; empty where it can't be read, which is then among the mistakes. */
  public static Optional<Node> read(byte[] bytes, Mistakes mistakes) {
    if (bytes.length > MOST_BYTES) {
      mistakes.error(
          1,
          1,
          "",
          "the file has " + bytes.length + " bytes; at most " + MOST_BYTES + " are read",
          "split what it says, or check that it is the right file");
      return Optional.empty();
    }
    String text = decode(bytes, mistakes);
    return text == null ? Optional.empty() : parse(text, mistakes);
  }

  private static @Nullable String decode(byte[] bytes, Mistakes mistakes) {
    try {
      String text =
          UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      mistakes.error(1, 1, "", "the file is not valid UTF-8", "save it as UTF-8");
      return null;
    }
  }

  private static Optional<Node> parse(String text, Mistakes mistakes) {
    HiddenCharacters.report(text, mistakes);
    try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
      return new TreeBuilder(parser, text, mistakes).document();
    } catch (JacksonException e) {
      report(e, text, mistakes);
      return Optional.empty();
    }
  }

  private static void report(JacksonException e, String text, Mistakes mistakes) {
    int line = 1;
    int column = 1;
    String problem = firstLine(e.getOriginalMessage());
    TokenStreamLocation location = e.getLocation();
    if (location != null && location.getLineNr() > 0) {
      line = location.getLineNr();
      column = Math.max(1, location.getColumnNr());
    }
    if (e.getCause() instanceof MarkedYamlEngineException marked) {
      problem = firstLine(marked.getProblem());
      Optional<Mark> mark = marked.getProblemMark();
      if (mark.isPresent()) {
        line = mark.get().getLine() + 1;
        column = mark.get().getColumn() + 1;
      }
    }
    mistakes.error(
        line,
        column,
        lineOf(text, line),
        "not YAML: " + problem,
        "mend the YAML around this place");
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }

  private static String lineOf(String text, int line) {
    return text.lines().skip(line - 1L).findFirst().orElse("").strip();
  }
}
