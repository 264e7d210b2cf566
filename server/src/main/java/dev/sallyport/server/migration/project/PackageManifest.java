package dev.sallyport.server.migration.project;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What {@code package.json} says about Prisma and about Sallyport. */
final class PackageManifest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> DEPENDENCIES =
      List.of("dependencies", "devDependencies", "optionalDependencies");

  private final JsonNode root;

  private PackageManifest(JsonNode root) {
    this.root = root;
  }

  /** The manifest; an empty one where the file is absent or no JSON object. */
  static PackageManifest of(FileReading file) {
    if (file instanceof FileReading.Content content) {
      try {
        JsonNode node = JSON.readTree(content.bytes());
        return new PackageManifest(node.isObject() ? node : MissingNode.getInstance());
      } catch (JacksonException e) {
        return new PackageManifest(MissingNode.getInstance());
      }
    }
    return new PackageManifest(MissingNode.getInstance());
  }

  /** The text at a path such as {@code prisma}, {@code schema}. */
  Optional<String> text(String... path) {
    JsonNode node = at(path);
    return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }

  /** The whole number at a path. */
  Optional<Integer> number(String... path) {
    JsonNode node = at(path);
    return node.isInt() ? Optional.of(node.intValue()) : Optional.empty();
  }

  /** The texts of the list at a path; empty where there is none. */
  List<String> texts(String... path) {
    return at(path).valueStream().filter(JsonNode::isString).map(JsonNode::stringValue).toList();
  }

  /** The version, or range of versions, of a dependency. */
  Optional<String> dependency(String name) {
    return DEPENDENCIES.stream().flatMap(group -> text(group, name).stream()).findFirst();
  }

  /** Whether any dependency's name starts so. */
  boolean dependsOnAny(String prefix) {
    return DEPENDENCIES.stream()
        .flatMap(group -> at(group).propertyNames().stream())
        .anyMatch(name -> name.startsWith(prefix));
  }

  private JsonNode at(String... path) {
    JsonNode node = root;
    for (String step : path) {
      node = node.path(step);
    }
    return node;
  }
}
