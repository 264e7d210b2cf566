package dev.sallyport.server.migration.prisma;

import dev.sallyport.server.migration.prisma.syntax.Block;
import dev.sallyport.server.migration.prisma.syntax.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Holds our reading of a schema against Prisma's. Prisma's says nothing of ignored models and
 * fields, unsupported types, names of foreign keys and conditions of indexes; of everything else
 * both must say the same.
 */
final class SchemaAgreement {
  private final Map<String, Block> blocks = new HashMap<>();

  SchemaAgreement(List<Block> blocks) {
    for (Block block : blocks) {
      this.blocks.put(block.name(), block);
    }
  }

  /** Where the two readings differ; empty where they agree. */
  Optional<String> difference(JsonNode dmmf) {
    JsonNode models = dmmf.path("datamodel").path("models");
    for (JsonNode model : models) {
      Optional<String> difference = inModel(model);
      if (difference.isPresent()) {
        return difference;
      }
    }
    long expected =
        blocks.values().stream()
            .filter(block -> block.kind().equals("model") || block.kind().equals("view"))
            .filter(block -> block.attribute("ignore").isEmpty())
            .count();
    if (expected != models.size()) {
      return Optional.of("it sees " + models.size() + " models, not " + expected);
    }
    return dmmf.path("datamodel")
        .path("enums")
        .valueStream()
        .flatMap(values -> inEnum(values).stream())
        .findFirst();
  }

  private Optional<String> inModel(JsonNode model) {
    String name = model.path("name").asString("");
    Block block = blocks.get(name);
    if (block == null) {
      return Optional.of("it sees a model `" + name + "`");
    }
    Map<String, Member> own = new HashMap<>();
    for (Member member : block.members()) {
      if (member.attribute("ignore").isEmpty() && member.unsupported() == null) {
        own.put(member.name(), member);
      }
    }
    for (JsonNode field : model.path("fields")) {
      Member member = own.remove(field.path("name").asString(""));
      if (member == null || !agrees(member, field)) {
        return Optional.of(
            "it reads `" + name + "." + field.path("name").asString("") + "` otherwise");
      }
    }
    // A relation to a model that is ignored is left out by Prisma, without an attribute.
    own.values().removeIf(member -> isIgnored(member.type()));
    return own.keySet().stream()
        .findFirst()
        .map(field -> "it does not see `" + name + "." + field + "`");
  }

  private boolean isIgnored(@org.jspecify.annotations.Nullable String type) {
    Block target = type == null ? null : blocks.get(type);
    return target != null && target.attribute("ignore").isPresent();
  }

  private static boolean agrees(Member member, JsonNode field) {
    String column = member.attribute("map").flatMap(map -> map.text("name")).orElse(member.name());
    return field.path("type").asString("").equals(member.type())
        && field.path("isList").asBoolean(false) == (member.arity() == Member.Arity.LIST)
        && field.path("isRequired").asBoolean(false) == (member.arity() != Member.Arity.OPTIONAL)
        && field.path("isId").asBoolean(false) == member.attribute("id").isPresent()
        && field.path("hasDefaultValue").asBoolean(false) == member.attribute("default").isPresent()
        && field.path("dbName").asString(member.name()).equals(column);
  }

  private Optional<String> inEnum(JsonNode values) {
    String name = values.path("name").asString("");
    Block block = blocks.get(name);
    List<String> seen =
        values.path("values").valueStream().map(v -> v.path("name").asString("")).toList();
    boolean same =
        block != null && block.members().stream().map(Member::name).toList().equals(seen);
    return same ? Optional.empty() : Optional.of("it reads the enum `" + name + "` otherwise");
  }
}
