package dev.sallyport.server.migration.lint.state;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table, or materialized view, as far as it is known at one place of a history. */
public final class TableState {
  private final ObjectName name;
  private final Map<String, ColumnState> columns = new LinkedHashMap<>();
  private final List<IndexState> indexes = new ArrayList<>();
  private final Map<String, ConstraintState> constraints = new LinkedHashMap<>();
  private int madeIn = -1;
  private String madeBy = "";
  private boolean complete;
  private boolean temporary;
  private boolean partitioned;
  private boolean filled;
  private LintFacts.@Nullable LiveTable live;

  TableState(ObjectName name) {
    this.name = name;
  }

  static TableState made(ObjectName name, int file, String fileName, boolean complete) {
    TableState table = new TableState(name);
    table.madeIn = file;
    table.madeBy = fileName;
    table.complete = complete;
    return table;
  }

  public ObjectName name() {
    return name;
  }

  /** The number of the file that made it; -1 where none of them did. */
  public int madeIn() {
    return madeIn;
  }

  /** The file that made it; empty where none of them did. */
  public String madeBy() {
    return madeBy;
  }

  /** Whether any file made it or the database has it, and not only a statement names it. */
  public boolean isKnown() {
    return madeIn >= 0 || live != null;
  }

  /** Whether all of its columns, keys and indexes are known. */
  public boolean isComplete() {
    return complete;
  }

  public boolean isTemporary() {
    return temporary;
  }

  public boolean isPartitioned() {
    return partitioned;
  }

  /** Whether a migration put rows into it. */
  public boolean isFilled() {
    return filled;
  }

  /** What the database knows of it; empty where none was asked or it has no such table. */
  public Optional<LintFacts.LiveTable> live() {
    return Optional.ofNullable(live);
  }

  public Optional<ColumnState> column(String column) {
    return Optional.ofNullable(columns.get(column));
  }

  public Map<String, ColumnState> columns() {
    return java.util.Collections.unmodifiableMap(columns);
  }

  public List<IndexState> indexes() {
    return List.copyOf(indexes);
  }

  public Optional<ConstraintState> constraint(String constraint) {
    return Optional.ofNullable(constraints.get(constraint));
  }

  public List<ConstraintState> constraints() {
    return List.copyOf(constraints.values());
  }

  /** The columns of the primary key; empty where none is known. */
  public List<String> primaryKey() {
    return constraints.values().stream()
        .filter(constraint -> constraint.kind() == Kind.PRIMARY_KEY)
        .findFirst()
        .map(ConstraintState::columns)
        .orElse(List.of());
  }

  /** The valid constraint that proves a column to hold no NULL; empty where there is none. */
  public Optional<ConstraintState> proofOfNotNull(String column) {
    return constraints.values().stream()
        .filter(constraint -> constraint.valid() && column.equals(constraint.notNullColumn()))
        .findFirst();
  }

  void put(String column, ColumnState state) {
    columns.put(column, state);
  }

  void dropColumn(String column) {
    columns.remove(column);
    indexes.removeIf(index -> index.columns().contains(column));
    constraints.values().removeIf(constraint -> constraint.columns().contains(column));
  }

  void renameColumn(String old, String renamed) {
    ColumnState state = columns.remove(old);
    columns.put(renamed, state == null ? new ColumnState(null, false, -1) : state);
    indexes.replaceAll(
        index ->
            new IndexState(
                index.name(),
                swapped(index.columns(), old, renamed),
                index.unique(),
                index.partial()));
    constraints.replaceAll(
        (key, constraint) ->
            new ConstraintState(
                constraint.name(),
                constraint.kind(),
                swapped(constraint.columns(), old, renamed),
                constraint.valid(),
                old.equals(constraint.notNullColumn()) ? renamed : constraint.notNullColumn(),
                constraint.references()));
  }

  private static List<String> swapped(List<String> names, String old, String renamed) {
    return names.stream().map(name -> name.equals(old) ? renamed : name).toList();
  }

  void put(IndexState index) {
    indexes.removeIf(other -> !index.name().isEmpty() && other.name().equals(index.name()));
    indexes.add(index);
  }

  boolean dropIndex(String index) {
    return indexes.removeIf(other -> other.name().equals(index));
  }

  void put(ConstraintState constraint) {
    String key = constraint.name().isEmpty() ? "?" + constraints.size() : constraint.name();
    constraints.put(key, constraint);
  }

  void dropConstraint(String constraint) {
    constraints.remove(constraint);
    dropIndex(constraint);
  }

  void fill() {
    filled = true;
  }

  void setTemporary() {
    temporary = true;
  }

  void setPartitioned() {
    partitioned = true;
  }

  /** Takes what the database knows; of what it names it knows everything. */
  void take(LintFacts.LiveTable known) {
    live = known;
    complete = true;
    partitioned |= known.partitioned();
    known.columns().forEach((column, state) -> columns.putIfAbsent(column, state));
    known.indexes().forEach(this::put);
    known.constraints().forEach(this::put);
  }

  TableState renamed(ObjectName newName) {
    TableState table = new TableState(newName);
    table.columns.putAll(columns);
    table.indexes.addAll(indexes);
    table.constraints.putAll(constraints);
    table.madeIn = madeIn;
    table.madeBy = madeBy;
    table.complete = complete;
    table.temporary = temporary;
    table.partitioned = partitioned;
    table.filled = filled;
    table.live = live;
    return table;
  }
}
