package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.migration.prisma.SchemaFile;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Name;
import dev.sallyport.server.migration.prisma.datamodel.DatamodelReader;
import dev.sallyport.server.migration.prisma.syntax.Attribute;
import dev.sallyport.server.migration.prisma.syntax.Block;
import dev.sallyport.server.migration.prisma.syntax.Expression;
import dev.sallyport.server.migration.prisma.syntax.Member;
import dev.sallyport.server.migration.prisma.syntax.SchemaSyntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The schema that a project has, by what it calls in the database.
 *
 * @param own the schema of the database where it names none
 */
record ExistingSchema(
    List<SchemaFile> files, List<SourceBlock> blocks, Datamodel datamodel, String own) {
  ExistingSchema {
    files = List.copyOf(files);
    blocks = List.copyOf(blocks);
  }

  /**
   * Reads it.
   *
   * @throws dev.sallyport.server.migration.prisma.datamodel.DatamodelException where something of
   *     it is not known
   */
  static ExistingSchema read(List<SchemaFile> files, String own, int major) {
    List<SourceBlock> sources = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    for (SchemaFile file : files) {
      List<String> lines = file.text().lines().toList();
      for (Block block : SchemaSyntax.read(file.path(), file.text())) {
        blocks.add(block);
        sources.add(SourceBlock.of(block, lines));
      }
    }
    return new ExistingSchema(files, sources, DatamodelReader.read(blocks, major), own);
  }

  /** The schemas of the database that it is about. */
  TreeSet<String> schemas() {
    return datamodel.schemas().isEmpty()
        ? new TreeSet<>(List.of(own))
        : new TreeSet<>(datamodel.schemas());
  }

  boolean namesSchemas() {
    return !datamodel.schemas().isEmpty();
  }

  boolean hasPreview(String feature) {
    return of("generator")
        .flatMap(block -> block.list("previewFeatures").stream())
        .anyMatch(item -> item instanceof Expression.Text text && text.value().equals(feature));
  }

  /** What native types are written after: the datasource's own name. */
  String datasource() {
    return of("datasource").map(Block::name).findFirst().orElse("db");
  }

  /** Whether relations are foreign keys of the database. */
  boolean hasForeignKeys() {
    return of("datasource")
        .noneMatch(
            block ->
                Stream.of("relationMode", "referentialIntegrity")
                    .anyMatch(
                        setting ->
                            block.settings().get(setting) instanceof Expression.Text text
                                && text.value().equals("prisma")));
  }

  private Stream<Block> of(String kind) {
    return blocks.stream().map(SourceBlock::block).filter(block -> block.kind().equals(kind));
  }

  /** Models, or enums, by what they are called in the database. */
  Map<Name, Block> named(String kind) {
    Map<Name, Block> named = new LinkedHashMap<>();
    of(kind).forEach(block -> named.put(nameOf(block), block));
    return named;
  }

  Name nameOf(Block block) {
    return new Name(
        block.attribute("schema").flatMap(schema -> schema.text("map")).orElse(own),
        block.attribute("map").flatMap(map -> map.text("name")).orElse(block.name()));
  }

  /** A model's table as the create script has it. */
  Datamodel.@Nullable Table table(Block model) {
    Name name = nameOf(model);
    return datamodel.tables().stream()
        .filter(table -> table.name().name().equals(name.name()))
        .filter(table -> table.name().schema() == null || table.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  static String nameOf(Member member) {
    return member.attribute("map").flatMap(map -> map.text("name")).orElse(member.name());
  }

  boolean isRelation(Member member) {
    String type = member.type();
    return type != null
        && blocks.stream()
            .map(SourceBlock::block)
            .anyMatch(
                block ->
                    block.name().equals(type)
                        && (block.kind().equals("model") || block.kind().equals("view")));
  }

  /** The name of a relation; empty where it has none of its own. */
  static String relationName(Member member) {
    return member.attribute("relation").flatMap(relation -> relation.text("name")).orElse("");
  }

  /** The fields of an argument such as {@code fields: [a, b]}. */
  static List<String> fields(Member member, String argument) {
    Optional<Attribute> relation = member.attribute("relation");
    List<String> names = new ArrayList<>();
    if (relation.flatMap(r -> r.named(argument)).orElse(null) instanceof Expression.Items items) {
      for (Expression item : items.items()) {
        if (item instanceof Expression.Word word) {
          names.add(word.name());
        }
      }
    }
    return names;
  }
}
