package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Name;
import dev.sallyport.server.migration.prisma.pull.LiveTable.LiveColumn;
import dev.sallyport.server.migration.prisma.syntax.Block;
import dev.sallyport.server.migration.prisma.syntax.Member;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What everything is called in the draft: as the existing schema calls it, else close to SQL. */
final class DraftNames {
  private final Naming blocks = new Naming();
  private final Map<Name, String> models = new HashMap<>();
  private final Map<Name, String> enums = new HashMap<>();
  private final Map<Name, Map<String, String>> labels = new HashMap<>();
  private final Map<Name, Map<String, String>> fields = new HashMap<>();
  private final Map<Name, Naming> fieldNames = new HashMap<>();

  DraftNames(ExistingSchema existing, LiveDatabase live, List<Name> joins) {
    Map<Name, Block> models = existing.named("model");
    Map<Name, Block> enums = existing.named("enum");
    existing.blocks().forEach(block -> blocks.take(block.block().name()));
    live.enums()
        .forEach(
            (name, values) -> {
              this.enums.put(name, named(enums.get(name), name));
              labels(name, values, enums.get(name));
            });
    for (LiveTable table : live.tables()) {
      if (!joins.contains(table.name())) {
        this.models.put(table.name(), named(models.get(table.name()), table.name()));
        fields(table, models.get(table.name()), existing);
      }
    }
  }

  private String named(@Nullable Block existing, Name name) {
    return existing == null
        ? blocks.ofBlock(name.name(), String.valueOf(name.schema()))
        : existing.name();
  }

  private void labels(Name name, List<String> values, @Nullable Block existing) {
    Naming naming = new Naming();
    Map<String, String> known = new HashMap<>();
    if (existing != null) {
      existing.members().forEach(value -> known.put(ExistingSchema.nameOf(value), value.name()));
    }
    known.values().forEach(naming::take);
    Map<String, String> names = new LinkedHashMap<>();
    for (String value : values) {
      String had = known.get(value);
      names.put(value, had == null ? naming.ofField(value) : had);
    }
    labels.put(name, names);
  }

  private void fields(LiveTable table, @Nullable Block model, ExistingSchema existing) {
    Naming naming = new Naming();
    Map<String, String> known = new HashMap<>();
    if (model != null) {
      for (Member member : model.members()) {
        naming.take(member.name());
        if (!existing.isRelation(member)) {
          known.put(ExistingSchema.nameOf(member), member.name());
        }
      }
    }
    Map<String, String> names = new HashMap<>();
    for (LiveColumn column : table.columns()) {
      String had = known.get(column.name());
      names.put(column.name(), had == null ? naming.ofField(column.name()) : had);
    }
    fields.put(table.name(), names);
    fieldNames.put(table.name(), naming);
  }

  String model(Name table) {
    return Objects.requireNonNull(models.get(table));
  }

  /** Whether a table is a model of the draft. */
  boolean isModel(Name table) {
    return models.containsKey(table);
  }

  String enumType(Name name) {
    return Objects.requireNonNull(enums.get(name));
  }

  /** An enum's values in order, with their names. */
  Map<String, String> labels(@Nullable Name name) {
    return name == null ? Map.of() : labels.getOrDefault(name, Map.of());
  }

  String field(Name table, String column) {
    return Objects.requireNonNull(Objects.requireNonNull(fields.get(table)).get(column));
  }

  List<String> fields(Name table, List<String> columns) {
    return columns.stream().map(column -> field(table, column)).toList();
  }

  /** A free name for a relation field, taken from now on. */
  String relationField(Name table, String wanted) {
    return Objects.requireNonNull(fieldNames.get(table)).ofField(wanted);
  }
}
