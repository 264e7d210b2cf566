package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.server.migration.lint.state.IndexState;
import dev.sallyport.server.migration.lint.state.SchemaState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every statement of every file, for questions about what comes later. */
public final class Outlook {
  private final List<List<Definition>> statements;
  private final List<List<Definition>> files;
  private final boolean lockTimeout;
  private final Set<String> heavy = new HashSet<>();

  /**
   * @param statements the statements of each file
   */
  public Outlook(List<List<Definition>> statements) {
    this.statements = List.copyOf(statements);
    this.files =
        statements.stream().map(file -> file.stream().flatMap(Outlook::parts).toList()).toList();
    this.lockTimeout = all().anyMatch(Outlook::setsLockTimeout);
  }

  private static Stream<Definition> parts(Definition definition) {
    return definition instanceof Definition.Block block
        ? block.statements().stream().flatMap(Outlook::parts)
        : Stream.of(definition);
  }

  /** The statements of one file, blocks as they are. */
  List<Definition> statements(int number) {
    return statements.get(number);
  }

  /** The statements of one file, those inside blocks by themselves. */
  List<Definition> file(int number) {
    return files.get(number);
  }

  Stream<Definition> all() {
    return files.stream().flatMap(List::stream);
  }

  /** Whether any file ends waits for locks. */
  boolean setsLockTimeout() {
    return lockTimeout;
  }

  private static boolean setsLockTimeout(Definition definition) {
    return definition instanceof Definition.SetParameter set
        && set.name().equals("lock_timeout")
        && !set.value().isEmpty()
        && !set.value().matches("0+\\s*[a-z]*");
  }

  /** Whether any file makes an index, or a key, by which rows are found through these columns. */
  boolean makesIndex(ObjectName table, List<String> columns) {
    return all()
        .anyMatch(
            definition ->
                definition instanceof Definition.CreateIndex index
                        && same(index.table(), table)
                        && new IndexState("", index.columns(), false, index.partial())
                            .serves(columns)
                    || definition instanceof Definition.AlterTable alter
                        && same(alter.table(), table)
                        && alter.commands().stream()
                            .anyMatch(command -> makesKey(command.change(), columns)));
  }

  private static boolean makesKey(TableCommand change, List<String> columns) {
    return change instanceof TableCommand.AddConstraint add
        && (add.constraint().kind() == Kind.UNIQUE || add.constraint().kind() == Kind.PRIMARY_KEY)
        && new IndexState("", add.constraint().columns(), true, false).serves(columns);
  }

  /** Whether a migration puts rows into the table, as it does for lists of words. */
  boolean fills(ObjectName table) {
    return all()
        .anyMatch(
            definition ->
                definition instanceof Definition.Write write
                    && write.kind().equals("INSERT")
                    && same(write.table(), table));
  }

  /** Notes that a statement goes over a whole table. */
  void heavy(int file, ObjectName table) {
    heavy.add(file + " " + SchemaState.qualified(table));
  }

  /** Whether an earlier statement of the file went over the whole table. */
  boolean heavyBefore(int file, ObjectName table) {
    return heavy.contains(file + " " + SchemaState.qualified(table));
  }

  static boolean same(ObjectName one, ObjectName other) {
    return SchemaState.qualified(one).equals(SchemaState.qualified(other));
  }
}
