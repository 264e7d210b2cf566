package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.ForeignKey;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Key;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Name;
import dev.sallyport.server.migration.prisma.pull.LiveTable.LiveColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A database as a Prisma schema can say it.
 *
 * @param enums with their values in order
 * @param tables by schema and name
 */
record LiveDatabase(Map<Name, List<String>> enums, List<LiveTable> tables) {
  /** Parts of a table that a Prisma schema has no words for, and how they are called. */
  private static final Map<FactKind, String> UNTOLD =
      Map.of(
          FactKind.TRIGGER, "trigger",
          FactKind.RULE, "rule",
          FactKind.POLICY, "policy");

  LiveDatabase {
    tables = List.copyOf(tables);
  }

  /**
   * Reads facts.
   *
   * @param schemas those that the Prisma schema is about
   * @param partial whether it may say which rows an index is about
   */
  static LiveDatabase of(SchemaFacts facts, Set<String> schemas, boolean partial) {
    return new Reading(facts, schemas, partial).database();
  }

  Optional<LiveTable> table(Name name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  /** The reading of one database. */
  private static final class Reading {
    private final SchemaFacts facts;
    private final Set<String> schemas;
    private final boolean partial;
    private final Map<String, Name> enumsByPrinting = new HashMap<>();
    private final Map<String, List<Fact>> parts = new HashMap<>();

    Reading(SchemaFacts facts, Set<String> schemas, boolean partial) {
      this.facts = facts;
      this.schemas = schemas;
      this.partial = partial;
    }

    LiveDatabase database() {
      Map<Name, List<String>> enums = new java.util.LinkedHashMap<>();
      for (Fact fact : own(FactKind.ENUM)) {
        Name name = new Name(fact.key().schema(), fact.key().name());
        if (!fact.texts("labels").isEmpty()) {
          enums.put(name, fact.texts("labels"));
          enumsByPrinting.put(printed(fact.key()), name);
        }
      }
      for (Fact fact : facts.all()) {
        String table = fact.kind() == FactKind.INDEX ? fact.textOf("table") : fact.key().of();
        if (!table.isEmpty()) {
          parts
              .computeIfAbsent(fact.key().schema() + "\n" + table, key -> new ArrayList<>())
              .add(fact);
        }
      }
      List<LiveTable> tables = new ArrayList<>();
      for (Fact fact : own(FactKind.TABLE)) {
        if (fact.text("bound") == null) {
          tables.add(table(fact));
        }
      }
      return new LiveDatabase(enums, tables);
    }

    private List<Fact> own(FactKind kind) {
      return facts.of(kind).stream().filter(f -> schemas.contains(f.key().schema())).toList();
    }

    private static String printed(FactKey key) {
      return quoted(key.schema()) + "." + quoted(key.name());
    }

    private static String quoted(String name) {
      return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private LiveTable table(Fact table) {
      List<String> untold = new ArrayList<>();
      aside(table, untold);
      TreeMap<Integer, LiveColumn> columns = new TreeMap<>();
      Key primaryKey = null;
      List<LiveIndex> indexes = new ArrayList<>();
      List<ForeignKey> keys = new ArrayList<>();
      for (Fact part :
          parts.getOrDefault(table.key().schema() + "\n" + table.key().name(), List.of())) {
        switch (part.kind()) {
          case COLUMN -> columns.put(part.number("order"), column(part, untold));
          case INDEX -> index(part, indexes, untold);
          case CONSTRAINT -> {
            if (part.textOf("type").equals("PRIMARY KEY")) {
              primaryKey = new Key(part.key().name(), part.texts("columns"));
            } else {
              constraint(part, keys, untold);
            }
          }
          default ->
              untold.add(
                  UNTOLD.getOrDefault(part.kind(), part.kind().label())
                      + " `"
                      + part.key().name()
                      + "`");
        }
      }
      return new LiveTable(
          new Name(table.key().schema(), table.key().name()),
          List.copyOf(columns.values()),
          primaryKey,
          indexes,
          keys,
          untold);
    }

    private static void aside(Fact table, List<String> untold) {
      if (table.text("partitionedBy") != null) {
        untold.add("partitions by `" + table.textOf("partitionedBy") + "`");
      }
      if (!table.texts("parents").isEmpty()) {
        untold.add("inherits from " + String.join(", ", table.texts("parents")));
      }
      if (table.is("rowSecurity")) {
        untold.add("row-level security");
      }
      if (table.is("unlogged")) {
        untold.add("unlogged");
      }
    }

    private LiveColumn column(Fact column, List<String> untold) {
      String name = column.key().name();
      FieldType type = FieldType.of(column.textOf("type"), enumsByPrinting);
      String sql = column.text("default");
      boolean counts = column.text("identity") != null || countsByItself(column, sql);
      if (column.text("identity") != null) {
        untold.add("identity of `" + name + "`");
      }
      if (column.text("generated") != null) {
        sql = column.text("generated");
        untold.add("`" + name + "` is generated as `" + sql + "`");
      }
      if (type.list() && column.is("notNull")) {
        untold.add("`" + name + "` is a list that can't be null");
      }
      if (column.text("collation") != null) {
        untold.add("collation of `" + name + "`");
      }
      return new LiveColumn(name, type, column.is("notNull"), counts, counts ? null : sql);
    }

    /** A sequence that belongs to the column, as {@code SERIAL} makes it. */
    private boolean countsByItself(Fact column, @Nullable String sql) {
      if (sql == null || !sql.startsWith("nextval(") || !column.is("notNull")) {
        return false;
      }
      String owner = quoted(column.key().of()) + "." + quoted(column.key().name());
      return facts.of(FactKind.SEQUENCE).stream()
          .filter(sequence -> sequence.key().schema().equals(column.key().schema()))
          .filter(sequence -> sequence.textOf("ownedBy").endsWith("." + owner))
          .anyMatch(sequence -> sql.contains(printed(sequence.key()).replace("'", "''")));
    }

    private void index(Fact fact, List<LiveIndex> indexes, List<String> untold) {
      String constraint = fact.text("constraint");
      Fact owner =
          constraint == null
              ? null
              : facts.find(
                  FactKey.part(
                      FactKind.CONSTRAINT, fact.key().schema(), fact.textOf("table"), constraint));
      if (owner != null && !owner.textOf("type").equals("UNIQUE")) {
        return;
      }
      Optional<LiveIndex> index = LiveIndex.of(fact).filter(IndexWords::isSayable);
      if (index.isPresent() && (partial || index.get().predicate() == null)) {
        indexes.add(index.get());
      } else {
        untold.add("index `" + fact.key().name() + "`");
      }
    }

    private static void constraint(Fact fact, List<ForeignKey> keys, List<String> untold) {
      String words =
          fact.textOf("type").toLowerCase(java.util.Locale.ROOT) + " `" + fact.key().name() + "`";
      switch (fact.textOf("type")) {
        case "UNIQUE" -> {
          if (fact.textOf("definition").contains("DEFERRABLE")) {
            untold.add(words + " can be deferred");
          }
        }
        case "FOREIGN KEY" -> {
          Optional<ForeignKey> key = LiveKey.of(fact);
          key.ifPresent(keys::add);
          if (key.isEmpty()) {
            untold.add(words);
          } else if (fact.textOf("definition").contains("DEFERRABLE")) {
            untold.add(words + " can be deferred");
          }
        }
        default -> untold.add(words);
      }
    }
  }
}
