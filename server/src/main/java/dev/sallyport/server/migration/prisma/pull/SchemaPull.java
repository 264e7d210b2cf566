package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.prisma.SchemaFile;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Name;
import dev.sallyport.server.migration.prisma.syntax.Block;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a database: the existing one, changed where it says what is not so. What is still
 * so keeps its words, its order and its comments; what is new is named after the database.
 */
public final class SchemaPull {
  /** So many things without words are named of one table. */
  private static final int MOST = 20;

  private final ExistingSchema existing;
  private final LiveDatabase live;
  private final List<Joins.Join> joins;
  private final DraftNames names;
  private final RelationDraft relations;

  /**
   * A draft.
   *
   * @param text of the whole schema, in one file
   * @param notes what the database has and a Prisma schema has no words for, in words
   */
  public record Draft(String text, List<String> notes) {
    public Draft {
      notes = List.copyOf(notes);
    }
  }

  private SchemaPull(ExistingSchema existing, LiveDatabase live) {
    this.existing = existing;
    this.live = live;
    this.joins = Joins.of(live, existing);
    Set<Name> between = new HashSet<>();
    joins.forEach(join -> between.add(join.table()));
    live.tables().stream().filter(this::isJoinOfPrisma).forEach(table -> between.add(table.name()));
    this.names = new DraftNames(existing, live, List.copyOf(between));
    this.relations = new RelationDraft(live, existing, names, joins);
  }

  /**
   * Writes the draft.
   *
   * @param facts of the database, without what is to be left out
   * @param files the existing schema's; none where there is none yet
   * @param own the database's schema where the Prisma schema names none
   * @param major of the project's Prisma
   * @throws dev.sallyport.server.migration.prisma.datamodel.DatamodelException where the existing
   *     schema can't be read
   */
  public static Draft draft(SchemaFacts facts, List<SchemaFile> files, String own, int major) {
    List<SchemaFile> base = files.isEmpty() ? List.of(NewSchema.of(major)) : files;
    ExistingSchema existing = ExistingSchema.read(base, own, major);
    LiveDatabase live =
        LiveDatabase.of(facts, existing.schemas(), existing.hasPreview("partialIndexes"));
    SchemaPull pull = new SchemaPull(existing, live);
    return new Draft(pull.text(), pull.notes());
  }

  /** A table that only a relation of Prisma's own keeping stands for. */
  private boolean isJoinOfPrisma(LiveTable table) {
    return !existing.hasForeignKeys()
        && !existing.named("model").containsKey(table.name())
        && existing.datamodel().tables().stream()
            .anyMatch(said -> said.name().name().equals(table.name().name()));
  }

  private String text() {
    List<String> lines = new ArrayList<>();
    Set<Name> written = new HashSet<>();
    for (SchemaFile file : existing.files()) {
      file(file, lines, written);
      while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
        lines.remove(lines.size() - 1);
      }
    }
    for (LiveTable table : live.tables()) {
      if (names.isModel(table.name()) && !written.contains(table.name())) {
        lines.add("");
        lines.addAll(model(table, null).lines());
      }
    }
    for (Map.Entry<Name, List<String>> type : live.enums().entrySet()) {
      if (!written.contains(type.getKey())) {
        lines.add("");
        lines.addAll(EnumDraft.fresh(type.getKey(), names, existing.namesSchemas()));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private ModelDraft model(LiveTable table, @Nullable SourceBlock source) {
    return new ModelDraft(table, source, existing, names, relations.of(table.name()));
  }

  private void file(SchemaFile file, List<String> lines, Set<Name> written) {
    List<String> all = file.text().lines().toList();
    int next = 1;
    for (SourceBlock block : existing.blocks()) {
      if (!block.block().path().equals(file.path())) {
        continue;
      }
      int begins = isThere(block.block()) ? block.first() : block.firstWithComments();
      lines.addAll(all.subList(next - 1, Math.max(next, begins) - 1));
      next = block.last() + 1;
      place(block, lines, written);
    }
    lines.addAll(all.subList(Math.min(next - 1, all.size()), all.size()));
  }

  private boolean isThere(Block block) {
    Name name = existing.nameOf(block);
    return switch (block.kind()) {
      case "model" -> names.isModel(name);
      case "enum" -> live.enums().containsKey(name);
      default -> true;
    };
  }

  private void place(SourceBlock source, List<String> lines, Set<Name> written) {
    Block block = source.block();
    Name name = existing.nameOf(block);
    if (!isThere(block)) {
      return;
    }
    switch (block.kind()) {
      case "model" -> {
        lines.addAll(model(live.table(name).orElseThrow(), source).lines());
        written.add(name);
      }
      case "enum" -> {
        lines.addAll(EnumDraft.over(source, name, names));
        written.add(name);
      }
      default -> lines.addAll(source.lines().subList(source.first() - 1, source.last()));
    }
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (LiveTable table : live.tables()) {
      if (!table.untold().isEmpty()) {
        notes.add(
            "`"
                + table.name().name()
                + "` has what a Prisma schema has no words for: "
                + table.untold().stream().limit(MOST).collect(Collectors.joining(", "))
                + (table.untold().size() > MOST
                    ? " and " + (table.untold().size() - MOST) + " more"
                    : ""));
      }
    }
    if (!relations.untold().isEmpty()) {
      notes.add("no relation is made of " + String.join(", ", relations.untold()));
    }
    return notes;
  }
}
