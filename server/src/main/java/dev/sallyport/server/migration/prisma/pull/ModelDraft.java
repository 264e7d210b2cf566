package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.migration.prisma.datamodel.Datamodel;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Column;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Key;
import dev.sallyport.server.migration.prisma.pull.LiveTable.LiveColumn;
import dev.sallyport.server.migration.prisma.pull.SourceBlock.Piece;
import dev.sallyport.server.migration.prisma.syntax.Attribute;
import dev.sallyport.server.migration.prisma.syntax.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One model of the draft, line by line. */
final class ModelDraft {
  private static final String NO_IDENTITY =
      "/// The underlying table does not contain a valid unique identifier and can therefore"
          + " currently not be handled by Prisma Client.";

  private final LiveTable table;
  private final ExistingSchema existing;
  private final DraftNames names;
  private final List<RelationField> relations;
  private final FieldDraft fields;
  private final @Nullable SourceBlock source;
  private final Datamodel.@Nullable Table said;
  private final Claims claims;
  private final List<LiveIndex> inline = new ArrayList<>();

  ModelDraft(
      LiveTable table,
      @Nullable SourceBlock source,
      ExistingSchema existing,
      DraftNames names,
      List<RelationField> relations) {
    this.table = table;
    this.source = source;
    this.existing = existing;
    this.names = names;
    this.relations = relations;
    this.fields = new FieldDraft(names, existing.datasource());
    this.said = source == null ? null : existing.table(source.block());
    this.claims = new Claims(source == null ? null : source.block(), said, table);
    List<String> taken = new ArrayList<>();
    for (LiveIndex index : claims.besides()) {
      if (index.unique() && index.isOfOneField() && !taken.contains(index.columns().get(0))) {
        taken.add(index.columns().get(0));
        inline.add(index);
      }
    }
  }

  /** The lines, from the one with the name to the closing brace. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (source == null) {
      if (!table.hasIdentity()) {
        lines.add(NO_IDENTITY);
      }
      lines.add("model " + names.model(table.name()) + " {");
      table.columns().forEach(column -> lines.add(fresh(column, null)));
      relations.forEach(relation -> lines.add(relation.line()));
      attributes(lines, List.of());
    } else {
      lines.add(source.head());
      body(lines, source);
    }
    lines.add("}");
    return lines;
  }

  private void body(List<String> lines, SourceBlock block) {
    List<String> kept = new ArrayList<>();
    List<Attribute> attributes = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    List<RelationField> placed = new ArrayList<>();
    int afterFields = 0;
    for (Piece piece : block.pieces()) {
      Optional<Member> member = at(block.block().members(), piece.line());
      if (member.isPresent()) {
        Optional<String> line = ofMember(member.get(), piece, columns, placed);
        place(kept, line);
        afterFields = line.isPresent() ? kept.size() : afterFields;
        continue;
      }
      Optional<Attribute> attribute =
          block.block().attributes().stream().filter(a -> a.line() == piece.line()).findFirst();
      if (attribute.isEmpty()) {
        kept.add(piece.text());
      } else if (holds(attribute.get())) {
        kept.add(piece.text());
        attributes.add(attribute.get());
      } else {
        place(kept, Optional.empty());
      }
    }
    List<String> more = new ArrayList<>();
    table.columns().stream()
        .filter(column -> !columns.contains(column.name()))
        .forEach(column -> more.add(fresh(column, null)));
    relations.stream()
        .filter(relation -> !placed.contains(relation))
        .forEach(relation -> more.add(relation.line()));
    kept.addAll(Math.min(afterFields, kept.size()), more);
    while (!kept.isEmpty() && kept.get(kept.size() - 1).isBlank()) {
      kept.remove(kept.size() - 1);
    }
    lines.addAll(kept);
    attributes(lines, attributes);
  }

  private static Optional<Member> at(List<Member> members, int line) {
    return members.stream().filter(member -> member.line() == line).findFirst();
  }

  /** What goes takes the comments right above it along. */
  private static void place(List<String> lines, Optional<String> line) {
    if (line.isPresent()) {
      lines.add(line.get());
      return;
    }
    while (!lines.isEmpty() && SourceBlock.isComment(lines.get(lines.size() - 1))) {
      lines.remove(lines.size() - 1);
    }
  }

  private Optional<String> ofMember(
      Member member, Piece piece, List<String> columns, List<RelationField> placed) {
    if (existing.isRelation(member)) {
      for (RelationField relation : relations) {
        if (relation.kept() == member || relation.replaced() == member) {
          placed.add(relation);
          return Optional.of(relation.kept() == member ? piece.text() : relation.line());
        }
      }
      return staysWithoutKey(member) ? Optional.of(piece.text()) : Optional.empty();
    }
    Optional<LiveColumn> column = table.column(ExistingSchema.nameOf(member));
    if (column.isEmpty()) {
      return Optional.empty();
    }
    columns.add(column.get().name());
    return Optional.of(isSame(member, column.get()) ? piece.text() : fresh(column.get(), member));
  }

  /** A relation of Prisma's own keeping leaves no trace in the database; a view has none. */
  private boolean staysWithoutKey(Member member) {
    boolean there =
        existing.blocks().stream()
            .map(SourceBlock::block)
            .filter(block -> block.name().equals(member.type()))
            .anyMatch(
                block ->
                    block.kind().equals("view")
                        || !existing.hasForeignKeys() && names.isModel(existing.nameOf(block)));
    return there
        && ExistingSchema.fields(member, "fields").stream()
            .allMatch(name -> table.columns().stream().anyMatch(c -> isCalled(c, name)));
  }

  private boolean isCalled(LiveColumn column, String field) {
    return names.field(table.name(), column.name()).equals(field);
  }

  private boolean isSame(Member member, LiveColumn column) {
    Datamodel.Table had = said;
    if (had == null) {
      return false;
    }
    Optional<Column> saidColumn =
        had.columns().stream().filter(one -> one.name().equals(column.name())).findFirst();
    boolean id = member.attribute("id").isPresent();
    boolean unique = member.attribute("unique").isPresent();
    return saidColumn.isPresent()
        && fields.isSame(member, saidColumn.get(), column)
        && (!id || claims.holdsKey())
        && (id || isNamedKey(column) || !isOnlyKey(column))
        && unique == claims.isUnique(member)
        && inline.stream().noneMatch(index -> index.columns().get(0).equals(column.name()));
  }

  /** Whether the key of one column stands at the end of the model instead. */
  private boolean isNamedKey(LiveColumn column) {
    return claims.holdsKey() && isOnlyKey(column);
  }

  private boolean isOnlyKey(LiveColumn column) {
    Key key = table.primaryKey();
    return key != null && key.columns().equals(List.of(column.name()));
  }

  private boolean holds(Attribute attribute) {
    return switch (attribute.name()) {
      case "id" -> claims.holdsKey();
      case "index", "unique" -> claims.holds(attribute);
      default -> true;
    };
  }

  private String fresh(LiveColumn column, @Nullable Member had) {
    List<String> keys = new ArrayList<>();
    Key key = table.primaryKey();
    boolean atTheEnd =
        source != null && claims.holdsKey() && source.block().attribute("id").isPresent();
    if (key != null && isOnlyKey(column) && !atTheEnd) {
      keys.add(
          IndexWords.ofKey(key, names.fields(table.name(), key.columns()), table.name().name()));
    }
    if (had != null && claims.isUnique(had)) {
      table.indexes().stream()
          .filter(index -> !claims.besides().contains(index))
          .filter(index -> index.unique() && index.columns().equals(List.of(column.name())))
          .findFirst()
          .ifPresent(index -> keys.add(IndexWords.ofField(index, table.name().name())));
    }
    inline.stream()
        .filter(index -> index.columns().get(0).equals(column.name()))
        .filter(index -> had == null || !claims.isUnique(had))
        .forEach(index -> keys.add(IndexWords.ofField(index, table.name().name())));
    return fields.line(column, names.field(table.name(), column.name()), keys, had);
  }

  /** What stands at the end of a model and is not there yet. */
  private void attributes(List<String> lines, List<Attribute> kept) {
    List<String> more = new ArrayList<>();
    Key key = table.primaryKey();
    if (key != null && key.columns().size() > 1 && !(claims.holdsKey() && has(kept, "id"))) {
      more.add(
          IndexWords.ofKey(key, names.fields(table.name(), key.columns()), table.name().name()));
    }
    for (LiveIndex index : claims.besides()) {
      if (!inline.contains(index)) {
        more.add(
            IndexWords.ofModel(
                index, names.fields(table.name(), index.columns()), table.name().name()));
      }
    }
    if (source == null && !names.model(table.name()).equals(table.name().name())) {
      more.add("  @@map(" + DefaultWords.quoted(table.name().name()) + ")");
    }
    if (source == null && existing.namesSchemas()) {
      more.add("  @@schema(" + DefaultWords.quoted(String.valueOf(table.name().schema())) + ")");
    }
    if (!table.hasIdentity() && !has(kept, "ignore")) {
      more.add("  @@ignore");
    }
    if (!more.isEmpty() && kept.isEmpty()) {
      lines.add("");
    }
    lines.addAll(more);
  }

  private static boolean has(List<Attribute> attributes, String name) {
    return attributes.stream().anyMatch(attribute -> attribute.name().equals(name));
  }
}
