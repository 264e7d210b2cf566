package dev.sallyport.server.migration.prisma.datamodel;

import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Name;
import dev.sallyport.server.migration.prisma.syntax.Attribute;
import dev.sallyport.server.migration.prisma.syntax.Block;
import dev.sallyport.server.migration.prisma.syntax.Expression;
import dev.sallyport.server.migration.prisma.syntax.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The blocks of a schema by kind and name, and what they are called in the database. */
final class Blocks {
  private static final String NO_POSTGRESQL = "comparing works for PostgreSQL alone";

  private final Map<String, Block> models = new LinkedHashMap<>();
  private final Map<String, Block> views = new LinkedHashMap<>();
  private final Map<String, Block> enums = new LinkedHashMap<>();
  private final List<Block> generators = new ArrayList<>();
  private final Block datasource;

  Blocks(List<Block> blocks) {
    Block source = null;
    for (Block block : blocks) {
      switch (block.kind()) {
        case "model" -> models.put(block.name(), block);
        case "view" -> views.put(block.name(), block);
        case "enum" -> enums.put(block.name(), block);
        case "generator" -> generators.add(block);
        case "datasource" -> source = block;
        default ->
            throw DatamodelException.at(
                block.path(), block.line(), "a block `" + block.kind() + "` is not known");
      }
    }
    if (source == null) {
      throw new DatamodelException("the schema has no datasource", NO_POSTGRESQL);
    }
    datasource = source;
    String provider = setting("provider").orElse("");
    if (!provider.equals("postgresql") && !provider.equals("postgres")) {
      throw new DatamodelException(
          "the schema's provider is `" + provider + "`, not `postgresql`", NO_POSTGRESQL);
    }
  }

  Iterable<Block> models() {
    return models.values();
  }

  Iterable<Block> enums() {
    return enums.values();
  }

  @Nullable Block model(@Nullable String name) {
    return name == null ? null : models.get(name);
  }

  @Nullable Block enumOf(@Nullable String name) {
    return name == null ? null : enums.get(name);
  }

  boolean isView(@Nullable String name) {
    return name != null && views.containsKey(name);
  }

  Block datasource() {
    return datasource;
  }

  boolean foreignKeys() {
    return !setting("relationMode")
        .or(() -> setting("referentialIntegrity"))
        .orElse("")
        .equals("prisma");
  }

  boolean hasPreview(String feature) {
    return generators.stream()
        .flatMap(block -> block.list("previewFeatures").stream())
        .anyMatch(item -> item instanceof Expression.Text text && text.value().equals(feature));
  }

  /** The schemas that the datasource names; empty in a project of one. */
  List<String> schemas() {
    return datasource.list("schemas").stream()
        .flatMap(
            item -> item instanceof Expression.Text text ? Stream.of(text.value()) : Stream.empty())
        .sorted()
        .toList();
  }

  private Optional<String> setting(String name) {
    return datasource.settings().get(name) instanceof Expression.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  /** What a model or an enum is called in the database. */
  Name nameOf(Block block) {
    String name = block.attribute("map").flatMap(map -> map.text("name")).orElse(block.name());
    return new Name(block.attribute("schema").flatMap(s -> s.text("map")).orElse(null), name);
  }

  /** What a field or an enum's value is called in the database. */
  static String nameOf(Member member) {
    return member.attribute("map").flatMap(map -> map.text("name")).orElse(member.name());
  }

  /** What the named fields of a model are called in the database. */
  static List<String> namesOf(Block model, List<String> fields, Attribute place) {
    return fields.stream().map(field -> nameOf(field(model, field, place))).toList();
  }

  static Member field(Block model, String name, Attribute place) {
    return model.members().stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                DatamodelException.at(
                    model.path(),
                    place.line(),
                    "`" + model.name() + "` has no field `" + name + "`"));
  }
}
