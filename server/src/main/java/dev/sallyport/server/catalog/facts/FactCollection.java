package dev.sallyport.server.catalog.facts;

import dev.sallyport.server.database.CatalogRow;
import dev.sallyport.server.database.CatalogSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Facts on their way from the catalogs: found by address, completed by later queries. */
final class FactCollection {
  /** Where PostgreSQL keeps an object. Never leaves this class. */
  private record Address(long catalog, long object, long part) {}

  private final CatalogSession session;
  private final Map<Address, FactKey> keys = new HashMap<>();
  private final Map<Address, SortedMap<String, Object>> identities = new HashMap<>();
  private final Map<Long, Address> aliases = new HashMap<>();
  private final SortedMap<FactKey, SortedMap<String, Object>> found = new TreeMap<>();
  private final Map<FactKey, Set<FactKey>> needs = new TreeMap<>();

  FactCollection(CatalogSession session) {
    this.session = session;
  }

  void collect() {
    add(session.rows(TypeSql.SCHEMAS, FactCollection::row));
    add(session.rows(TypeSql.EXTENSIONS, FactCollection::row));
    add(session.rows(TypeSql.COLLATIONS, FactCollection::row));
    add(session.rows(TypeSql.BASE_TYPES, FactCollection::row));
    add(session.rows(TypeSql.TYPES, FactCollection::row));
    add(session.rows(TypeSql.DOMAIN_CONSTRAINTS, FactCollection::row));
    add(session.rows(RelationSql.RELATIONS, FactCollection::row));
    add(session.rows(RelationSql.COLUMNS, FactCollection::row));
    add(session.rows(RelationSql.INDEXES, FactCollection::row));
    add(session.rows(RelationSql.CONSTRAINTS, FactCollection::row));
    add(session.rows(RelationSql.TRIGGERS, FactCollection::row));
    add(session.rows(RelationSql.RULES, FactCollection::row));
    add(session.rows(RelationSql.POLICIES, FactCollection::row));
    add(session.rows(RelationSql.STATISTICS, FactCollection::row));
    add(session.rows(RoutineSql.LANGUAGES, FactCollection::row));
    add(session.rows(RoutineSql.ROUTINES, FactCollection::row));
    add(session.rows(RoutineSql.AGGREGATES, FactCollection::row));
    add(session.rows(RoutineSql.OPERATORS, FactCollection::row));
    add(session.rows(RoutineSql.OPERATOR_FAMILIES, FactCollection::row));
    add(session.rows(RoutineSql.OPERATOR_CLASSES, FactCollection::row));
    add(session.rows(RoutineSql.CASTS, FactCollection::row));
    add(session.rows(OtherSql.PUBLICATIONS, FactCollection::row));
    add(session.rows(OtherSql.EVENT_TRIGGERS, FactCollection::row));
    add(session.rows(OtherSql.WRAPPERS, FactCollection::row));
    add(session.rows(OtherSql.SERVERS, FactCollection::row));
    add(session.rows(OtherSql.USER_MAPPINGS, FactCollection::row, SecretOptions.KEY));
    add(session.rows(OtherSql.DEFAULT_PRIVILEGES, FactCollection::row));
    add(session.rows(OtherSql.DICTIONARIES, FactCollection::row));
    add(session.rows(OtherSql.CONFIGURATIONS, FactCollection::row));
    add(session.rows(OtherSql.CONVERSIONS, FactCollection::row));
    add(session.rows(OtherSql.UNMODELLED, FactCollection::row));
    session.rows(RelationSql.SEQUENCES, this::sequence);
    complete();
    session.rows(NeedSql.MEMBERS, this::member);
    session.rows(NeedSql.ALIASES, this::alias);
    if (session.serverVersion() >= 140_000) {
      session.rows(NeedSql.MULTIRANGES, this::alias);
    }
    session.rows(NeedSql.NEEDS, this::need);
  }

  /** Who needs a part of an extension needs the extension. */
  private boolean member(CatalogRow row) {
    FactKey extension = keys.get(new Address(row.number(3), row.number(4), 0));
    if (extension != null) {
      keys.putIfAbsent(new Address(row.number(1), row.number(2), 0), extension);
    }
    return true;
  }

  private boolean published(CatalogRow row) {
    SortedMap<String, Object> properties = at(row);
    if (properties != null) {
      SortedMap<String, Object> tables = new TreeMap<>();
      if (properties.get("tables") instanceof Map<?, ?> before) {
        before.forEach((table, part) -> tables.put(String.valueOf(table), part));
      }
      tables.put(row.text(4), row.text(5));
      properties.put("tables", tables);
    }
    return true;
  }

  private boolean alias(CatalogRow row) {
    aliases.put(row.number(1), new Address(row.number(2), row.number(3), 0));
    return true;
  }

  private void complete() {
    int major = session.serverVersion() / 10_000;
    if (major >= 14) {
      session.rows(RelationSql.COMPRESSION, row -> put(row, "compression", row.text(4)));
    }
    if (major >= 15) {
      session.rows(OtherSql.PUBLISHED_SCHEMAS, row -> append(row, "schemas", row.text(4)));
      session.rows(OtherSql.PUBLISHED_TABLES, this::published);
    } else {
      session.rows(OtherSql.PUBLISHED_TABLES_WHOLE, this::published);
    }
    if (major >= 18) {
      session.rows(
          RelationSql.NOT_NULLS,
          row -> {
            SortedMap<String, Object> properties = at(row);
            if (properties != null) {
              properties.putAll(Json.object(row.text(4)));
            }
            return true;
          });
    }
    session.rows(
        RelationSql.INDEX_STATISTICS,
        row -> {
          FactKey index = keys.get(new Address(row.number(1), row.number(2), 0));
          if (index != null) {
            appendTo(index, "statistics", row.number(3) + " " + row.text(4));
          }
          return true;
        });
    session.rows(DecorationSql.COMMENTS, row -> put(row, "comment", row.text(4)));
    if (found.keySet().stream().anyMatch(key -> key.kind() == FactKind.EXTENSION)) {
      session.rows(TypeSql.EXTENSION_COMMENTS, this::withoutUsualComment);
    }
    session.rows(DecorationSql.LABELS, row -> append(row, "securityLabels", row.text(4)));
    session.rows(DecorationSql.PRIVILEGES, this::privileges);
  }

  /** Only a comment that somebody put on an extension says anything. */
  private boolean withoutUsualComment(CatalogRow row) {
    SortedMap<String, Object> properties = at(row);
    if (properties != null) {
      properties.remove("comment", row.text(4));
    }
    return true;
  }

  /** Who has other privileges than PostgreSQL gives of itself, and which. */
  private boolean privileges(CatalogRow row) {
    SortedMap<String, Object> unusual =
        Privileges.unusual(
            Json.object(row.text(4)), Json.object(row.text(5)), session.serverVersion() / 10_000);
    return unusual.isEmpty() || put(row, "privileges", unusual);
  }

  /** One object as a query gives it. */
  private record Row(Address address, FactKey key, SortedMap<String, Object> properties) {}

  private static Row row(CatalogRow row) {
    return new Row(
        new Address(row.number(2), row.number(3), row.number(4)),
        new FactKey(
            FactKind.valueOf(row.text(1)), row.text(5), row.text(6), row.text(7), row.text(8)),
        Json.object(row.text(9)));
  }

  private void add(List<Row> rows) {
    for (Row row : rows) {
      keys.put(row.address(), row.key());
      found.put(row.key(), row.properties());
    }
  }

  /** The sequence behind an identity column is a property of the column. */
  private boolean sequence(CatalogRow answer) {
    Row row = row(answer);
    if (answer.textOrNull(10) == null) {
      add(List.of(row));
      return true;
    }
    Address pgClass = row.address();
    FactKey column = keys.get(new Address(pgClass.catalog(), answer.number(10), answer.number(11)));
    SortedMap<String, Object> properties = column == null ? null : found.get(column);
    if (column != null && properties != null) {
      keys.put(row.address(), column);
      SortedMap<String, Object> sequence = new TreeMap<>(row.properties());
      sequence.remove("table");
      sequence.remove("ownedBy");
      sequence.remove("type");
      sequence.put("name", row.key().name());
      properties.put("sequence", sequence);
      identities.put(row.address(), sequence);
    }
    return true;
  }

  /** The properties of an object; a sequence behind an identity column has its own. */
  private @Nullable SortedMap<String, Object> at(CatalogRow row) {
    Address address = new Address(row.number(1), row.number(2), row.number(3));
    SortedMap<String, Object> identity = identities.get(address);
    FactKey key = keys.get(address);
    return identity != null ? identity : key == null ? null : found.get(key);
  }

  private boolean put(CatalogRow row, String property, Object value) {
    SortedMap<String, Object> properties = at(row);
    if (properties != null) {
      properties.put(property, value);
    }
    return true;
  }

  private boolean append(CatalogRow row, String property, String value) {
    FactKey key = keys.get(new Address(row.number(1), row.number(2), row.number(3)));
    if (key != null) {
      appendTo(key, property, value);
    }
    return true;
  }

  private void appendTo(FactKey key, String property, String value) {
    SortedMap<String, Object> properties = found.get(key);
    if (properties == null) {
      return;
    }
    List<Object> list = new ArrayList<>();
    if (properties.get(property) instanceof List<?> before) {
      list.addAll(before);
    }
    list.add(value);
    properties.put(property, list);
  }

  private boolean need(CatalogRow row) {
    FactKey dependent = keyOf(row.number(1), row.number(2), row.number(3));
    FactKey needed = keyOf(row.number(4), row.number(5), row.number(6));
    if (dependent != null && needed != null && !dependent.equals(needed)) {
      needs.computeIfAbsent(dependent, key -> new LinkedHashSet<>()).add(needed);
    }
    return true;
  }

  private @Nullable FactKey keyOf(long catalog, long object, long part) {
    FactKey key = keys.get(new Address(catalog, object, part));
    if (key == null && part != 0) {
      key = keys.get(new Address(catalog, object, 0));
    }
    // Object ids are unique within a catalog only, but those of types are asked for as types.
    Address meant = key == null ? aliases.get(object) : null;
    return meant == null ? key : keyOf(meant.catalog(), meant.object(), 0);
  }

  SchemaFacts facts(String stamp) {
    SortedMap<FactKey, Fact> objects = new TreeMap<>();
    found.forEach((key, properties) -> objects.put(key, new Fact(key, properties)));
    return new SchemaFacts(session.serverVersion(), objects, needs, stamp);
  }
}
