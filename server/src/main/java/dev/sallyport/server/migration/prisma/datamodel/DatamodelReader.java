package dev.sallyport.server.migration.prisma.datamodel;

import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Column;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.EnumType;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Extension;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Key;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Table;
import dev.sallyport.server.migration.prisma.syntax.Attribute;
import dev.sallyport.server.migration.prisma.syntax.Block;
import dev.sallyport.server.migration.prisma.syntax.Expression;
import dev.sallyport.server.migration.prisma.syntax.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the blocks of a valid schema into the database that they describe. */
public final class DatamodelReader {
  private final Blocks blocks;
  private final int major;

  private DatamodelReader(List<Block> blocks, int major) {
    this.blocks = new Blocks(blocks);
    this.major = major;
  }

  /**
   * The database of a schema.
   *
   * @param blocks of all its files
   * @param major of the Prisma that would write it
   * @throws DatamodelException at the first thing that is not known
   */
  public static Datamodel read(List<Block> blocks, int major) {
    return new DatamodelReader(blocks, major).datamodel();
  }

  private Datamodel datamodel() {
    List<EnumType> enums = new ArrayList<>();
    for (Block block : blocks.enums()) {
      enums.add(
          new EnumType(
              blocks.nameOf(block), block.members().stream().map(Blocks::nameOf).toList()));
    }
    List<Table> tables = new ArrayList<>();
    for (Block model : blocks.models()) {
      tables.add(table(model));
    }
    tables.addAll(new ManyToMany(blocks, major, this::typeOf).tables());
    return new Datamodel(blocks.schemas(), extensions(), enums, tables);
  }

  private List<Extension> extensions() {
    return blocks.hasPreview("postgresqlExtensions")
        ? blocks.datasource().list("extensions").stream().map(this::extension).toList()
        : List.of();
  }

  private Extension extension(Expression item) {
    if (item instanceof Expression.Word word) {
      return new Extension(word.name(), null, null);
    }
    if (item instanceof Expression.Call call) {
      Attribute options = new Attribute(call.name(), call.arguments(), 0);
      return new Extension(
          options.namedText("map").orElse(call.name()),
          options.namedText("schema").orElse(null),
          options.namedText("version").orElse(null));
    }
    throw DatamodelException.at(
        blocks.datasource().path(), blocks.datasource().line(), "an extension of unknown form");
  }

  private Table table(Block model) {
    String name = blocks.nameOf(model).name();
    List<Column> columns = new ArrayList<>();
    for (Member field : model.members()) {
      if (!isRelation(field)) {
        columns.add(column(model, field));
      }
    }
    return new Table(
        blocks.nameOf(model),
        columns,
        primaryKey(model, name),
        new Indexes(model, name).all(),
        blocks.foreignKeys() ? new Relations(blocks, model).all() : List.of());
  }

  private boolean isRelation(Member field) {
    return blocks.model(field.type()) != null || blocks.isView(field.type());
  }

  private @Nullable Key primaryKey(Block model, String table) {
    for (Member field : model.members()) {
      Optional<Attribute> id = field.attribute("id");
      if (id.isPresent()) {
        return new Key(
            id.get().text("map").orElse(ConstraintNames.primaryKey(table)),
            List.of(Blocks.nameOf(field)));
      }
    }
    return model
        .attribute("id")
        .map(
            id ->
                new Key(
                    id.namedText("map").orElse(ConstraintNames.primaryKey(table)),
                    Blocks.namesOf(model, new Indexes(model, table).names(id), id)))
        .orElse(null);
  }

  private Column column(Block model, Member field) {
    String type = typeOf(model, field);
    Optional<Expression> value =
        field.attribute("default").flatMap(attribute -> attribute.namedOrFirst("value"));
    boolean counts =
        value.isPresent()
            && value.get() instanceof Expression.Call call
            && call.name().equals("autoincrement");
    return new Column(
        Blocks.nameOf(field),
        counts ? serial(model, field, type) : type,
        field.arity() == Member.Arity.ONE,
        value.map(v -> defaultSql(model, field, v, type)).orElse(null));
  }

  private @Nullable String defaultSql(Block model, Member field, Expression value, String type) {
    Map<String, String> labels = new LinkedHashMap<>();
    Block kind = blocks.enumOf(field.type());
    if (kind != null) {
      kind.members().forEach(label -> labels.put(label.name(), Blocks.nameOf(label)));
    }
    String scalar = kind == null ? field.type() : null;
    try {
      return Defaults.sql(value, new Defaults.Field(scalar, type, labels));
    } catch (IllegalArgumentException unknown) {
      throw DatamodelException.at(model.path(), field.line(), String.valueOf(unknown.getMessage()));
    }
  }

  private static String serial(Block model, Member field, String type) {
    return ColumnTypes.serial(type)
        .orElseThrow(
            () ->
                DatamodelException.at(
                    model.path(), field.line(), "`" + field.name() + "` can't count by itself"));
  }

  /** The type of a field as SQL, lists included. */
  private String typeOf(Block model, Member field) {
    String base = field.unsupported();
    Block kind = blocks.enumOf(field.type());
    if (kind != null) {
      base = Sql.identifier(blocks.nameOf(kind));
    } else if (base == null) {
      Attribute nativeType =
          field.attributes().stream().filter(a -> a.name().contains(".")).findFirst().orElse(null);
      if (nativeType != null && !ColumnTypes.hasLengths(nativeType)) {
        throw DatamodelException.at(
            model.path(), field.line(), "the length of `" + field.name() + "` is no number");
      }
      base =
          ColumnTypes.of(String.valueOf(field.type()), nativeType)
              .orElseThrow(
                  () ->
                      DatamodelException.at(
                          model.path(),
                          field.line(),
                          "the type of `" + field.name() + "` is not known"));
    }
    return field.arity() == Member.Arity.LIST ? base + "[]" : base;
  }
}
