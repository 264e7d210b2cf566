package dev.sallyport.server.migration.lint.state;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TypeReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The schema at one place of a history, as far as its files and the database tell. A name without a
 * schema means {@code public}.
 */
public final class SchemaState {
  private static final String DEFAULT_SCHEMA = "public";

  private final LintFacts facts;
  private final Map<ObjectName, TableState> tables = new HashMap<>();
  private final Map<ObjectName, Boolean> domains = new HashMap<>();
  private final Map<String, Boolean> steadyFunctions = new HashMap<>();
  private final Map<ObjectName, Integer> enums = new HashMap<>();
  private final Set<ObjectName> views = new HashSet<>();
  private int file = -1;
  private String fileName = "";
  private boolean live;

  public SchemaState(LintFacts facts) {
    this.facts = facts;
  }

  /** A file begins. What the database knows counts from the first file it has not run. */
  public void begin(int number, String name, boolean applied) {
    file = number;
    fileName = name;
    if (!applied && !live && facts.reachable()) {
      live = true;
      facts.tables().forEach((table, known) -> table(table).take(known));
    }
  }

  /** The number of the file that is being read. */
  public int file() {
    return file;
  }

  /** The table of that name; one that nothing is known of is made up. */
  public TableState table(ObjectName name) {
    return tables.computeIfAbsent(qualified(name), TableState::new);
  }

  /** Whether any file or the database named such a table. */
  public Optional<TableState> find(ObjectName name) {
    return Optional.ofNullable(tables.get(qualified(name)));
  }

  /** Whether the file that is being read made it, so that nobody uses it yet. */
  public boolean isNew(TableState table) {
    return table.isTemporary() || table.madeIn() == file && table.live().isEmpty();
  }

  /** The table that an index belongs to; empty where no file and no database named it. */
  public Optional<TableState> tableOfIndex(ObjectName index) {
    return tables.values().stream()
        .filter(t -> t.indexes().stream().anyMatch(i -> i.name().equals(index.name())))
        .findFirst();
  }

  /** Whether a type is a domain whose values are checked; empty where the type is not known. */
  public Optional<Boolean> isConstrainedDomain(TypeReference type) {
    ObjectName name = qualified(type.name());
    if (facts.reachable() && facts.constrainedDomains().contains(name)) {
      return Optional.of(true);
    }
    return Optional.ofNullable(domains.get(name));
  }

  /** Whether a function is known to return the same within a statement. */
  public boolean isSteady(ObjectName function) {
    return Boolean.TRUE.equals(steadyFunctions.get(function.name()))
        || facts.steadyFunctions().contains(qualified(function));
  }

  /** Whether the file that is being read made the enum. */
  public boolean isNewEnum(ObjectName name) {
    return Integer.valueOf(file).equals(enums.get(qualified(name)));
  }

  /** Whether a file made the view. */
  public boolean isView(ObjectName name) {
    return views.contains(qualified(name));
  }

  /** The name with its schema. */
  public static ObjectName qualified(ObjectName name) {
    return name.schema() == null || name.schema().isEmpty()
        ? new ObjectName(DEFAULT_SCHEMA, name.name())
        : name;
  }

  /** The statement has run. */
  public void apply(Definition definition) {
    new Application(this).apply(definition);
  }

  Map<ObjectName, TableState> tables() {
    return tables;
  }

  String fileName() {
    return fileName;
  }

  void domain(ObjectName name, boolean constrained) {
    domains.put(qualified(name), constrained);
  }

  void function(ObjectName name, boolean steady) {
    steadyFunctions.put(name.name(), steady);
  }

  void enumType(ObjectName name) {
    enums.put(qualified(name), file);
  }

  void view(ObjectName name) {
    views.add(qualified(name));
  }
}
