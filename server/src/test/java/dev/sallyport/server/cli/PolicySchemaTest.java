package dev.sallyport.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sallyport.policy.rules.BuiltInPolicies;
import dev.sallyport.policy.rules.PolicyLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The schema for editors accepts what the reader accepts, and refuses slips of the pen. */
class PolicySchemaTest {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(JsonMapper.builder().build().writeValueAsString(PolicyLanguage.jsonSchema()));

  @ParameterizedTest
  @EnumSource
  void acceptsEveryTemplate(BuiltInPolicies template) {
    assertThat(SCHEMA.validate(new String(template.text(), UTF_8), InputFormat.YAML)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void acceptsEveryExampleOfTheDocument(String example) {
    assertThat(SCHEMA.validate(example, InputFormat.YAML)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rules: [{ id: a, decision: deny }]",
        "version: 1",
        "version: 2\nrules: [{ id: a, decision: deny }]",
        "version: 1\nrules: [{ id: a, decison: deny }]",
        "version: 1\nrules: [{ id: a, decision: maybe }]",
        "version: 1\nrules: [{ id: a, decision: deny, effects: [reed] }]",
        "version: 1\nrules: [{ id: a, decision: deny, effects: read }]",
        "version: 1\nrules: [{ id: a, decision: deny, effects: [] }]",
        "version: 1\nrules: [{ id: a, decision: allow, limits: { timeout: soon } }]",
        "version: 1\nrules: [{ id: A B, decision: deny }]",
        "version: 1\nenvironments: { qa: { host: [x] } }\nrules: [{ id: a, decision: deny }]"
      })
  void refuses(String yaml) {
    assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isNotEmpty();
  }

  @Test
  void theDocumentHasExamples() throws IOException {
    assertThat(examples()).hasSizeGreaterThan(5);
  }

  static Stream<String> examples() throws IOException {
    List<String> examples = new ArrayList<>();
    StringBuilder block = null;
    for (String line : Files.readAllLines(Path.of("..", "docs", "policies.md"))) {
      if (line.startsWith("```")) {
        if (block != null && block.toString().startsWith("version: 1")) {
          examples.add(block.toString());
        }
        block = block == null ? new StringBuilder() : null;
      } else if (block != null) {
        block.append(line).append('\n');
      }
    }
    return examples.stream();
  }
}
