package dev.sallyport.policy.sql.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.grammar.PostgresGrammar;
import dev.sallyport.policy.sql.grammar.SyntaxError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The walk knows every statement, and nothing it does not know gets past it: statements that use
 * nearly every node and field of the grammar, and the same with one node or field put in that does
 * not exist.
 */
class TreeCompletenessTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Only inside of others: what PL/pgSQL assigns, what a standard body returns. */
  private static final Set<String> NOT_ALONE = Set.of("PLAssignStmt", "ReturnStmt");

  private static final String PACKAGE = "dev/sallyport/policy/sql/tree";
  private static final Pattern FAMILY =
      Pattern.compile("(?s)static @Nullable Visitor of\\(String type\\).*?default -> null");
  private static final Pattern CASE = Pattern.compile("case \"(\\w+)\" ->");

  private static PostgresGrammar grammar;
  private static Bodies bodies;

  @BeforeAll
  static void open() {
    grammar = new PostgresGrammar();
    bodies = new Bodies(grammar);
  }

  @AfterAll
  static void close() {
    grammar.close();
  }

  @Test
  void everyStatementIsUnderstoodInFull() throws Exception {
    List<String> unknown = new ArrayList<>();
    for (String sql : statements()) {
      for (Effect effect : effects(document(sql), sql)) {
        if (effect.kind() == EffectKind.UNKNOWN) {
          unknown.add(effect.object() + " in " + sql);
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void thereIsAStatementForEveryVisitor() throws Exception {
    Set<String> types = new HashSet<>(NOT_ALONE);
    for (String sql : statements()) {
      collect(document(sql), types);
    }
    assertThat(taught()).hasSizeGreaterThan(150);
    assertThat(types).containsAll(taught());
  }

  /** The types of nodes that have a visitor; each is a case in a family's source. */
  private static Set<String> taught() throws IOException {
    Set<String> types = new HashSet<>();
    try (Stream<Path> sources = Files.list(Path.of("src/main/java", PACKAGE))) {
      for (Path source : sources.toList()) {
        Matcher family = FAMILY.matcher(Files.readString(source));
        if (family.find()) {
          CASE.matcher(family.group()).results().forEach(found -> types.add(found.group(1)));
        }
      }
    }
    return types;
  }

  @Test
  void aFieldNobodyWasTaughtMakesTheStatementUnknown() throws Exception {
    for (String sql : statements()) {
      JsonNode document = document(sql);
      for (ObjectNode node : objects(statement(document))) {
        if (isEmptyPlace(node)) {
          continue;
        }
        node.put("newField", 1);
        assertThat(effects(document, sql)).as("%s in %s", node, sql).anyMatch(this::isUnknown);
        node.remove("newField");
      }
    }
  }

  @Test
  void aNodeNobodyWasTaughtMakesTheStatementUnknown() throws Exception {
    for (String sql : statements()) {
      JsonNode document = document(sql);
      for (ObjectNode node : objects(statement(document))) {
        if (isWrapper(node)) {
          String type = node.propertyNames().iterator().next();
          JsonNode body = node.remove(type);
          node.set("NewNode", body);
          assertThat(effects(document, sql)).as("%s in %s", type, sql).anyMatch(this::isUnknown);
          node.remove("NewNode");
          node.set(type, body);
        }
      }
    }
  }

  private boolean isUnknown(Effect effect) {
    return effect.kind() == EffectKind.UNKNOWN;
  }

  /** A list element or an argument that is not there. */
  private static boolean isEmptyPlace(ObjectNode node) {
    return node.isEmpty() || isWrapper(node);
  }

  private static boolean isWrapper(ObjectNode node) {
    return node.size() == 1
        && Character.isUpperCase(node.propertyNames().iterator().next().charAt(0));
  }

  private static JsonNode document(String sql) {
    try {
      return JSON.readTree(grammar.parse(sql).json());
    } catch (SyntaxError e) {
      throw new AssertionError(e.message() + " at " + e.position() + " in " + sql, e);
    }
  }

  private static JsonNode statement(JsonNode document) {
    return document.get("stmts").get(0).get("stmt");
  }

  private static List<Effect> effects(JsonNode document, String sql) {
    Node root = NodeReader.read(document.toString());
    Node statement = root.peekAll("stmts").get(0).peek("stmt");
    TreeReader.Part part = new TreeReader.Part(statement, new Span(0, sql.length()), sql);
    return TreeReader.walk(bodies, part).effects();
  }

  private static List<ObjectNode> objects(JsonNode node) {
    List<ObjectNode> objects = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(child -> objects.addAll(objects(child)));
    }
    return objects;
  }

  private static void collect(JsonNode node, Set<String> types) {
    for (ObjectNode object : objects(node)) {
      types.addAll(object.propertyNames());
    }
  }

  private static List<String> statements() throws IOException {
    try (InputStream text = TreeCompletenessTest.class.getResourceAsStream("statements.sql")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
