package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.Definition.AlterTable;
import dev.sallyport.policy.sql.definition.Definition.Command;
import dev.sallyport.policy.sql.definition.Definition.CreateTable;
import dev.sallyport.policy.sql.schema.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE and ALTER TABLE. */
final class TableChanges {
  private static final Map<String, String> REWRITES =
      Map.of(
          "AT_SetLogged", "SET LOGGED",
          "AT_SetUnLogged", "SET UNLOGGED",
          "AT_SetAccessMethod", "SET ACCESS METHOD",
          "AT_SetTableSpace", "SET TABLESPACE",
          "AT_SetExpression", "SET EXPRESSION");

  /** Commands whose lock lets readers and writers go on. */
  private static final Set<String> LIGHT =
      Set.of(
          "AT_SetStatistics",
          "AT_SetRelOptions",
          "AT_ResetRelOptions",
          "AT_SetOptions",
          "AT_ResetOptions",
          "AT_ClusterOn",
          "AT_DropCluster",
          "AT_ReplaceRelOptions");

  private TableChanges() {}

  static Definition create(Tree statement, Places places) {
    Constraints reader = new Constraints(places);
    List<ColumnDefinition> columns = new ArrayList<>();
    List<ConstraintDefinition> constraints = new ArrayList<>();
    List<ObjectName> like = new ArrayList<>();
    for (Tree element : statement.children("tableElts")) {
      switch (element.type()) {
        case "ColumnDef" -> columns.add(reader.column(element));
        case "Constraint" -> reader.ofTable(element).ifPresent(constraints::add);
        case "TableLikeClause" -> like.add(element.relation("relation"));
        default -> {
          // Nothing else stands there.
        }
      }
    }
    @Nullable ObjectName parent = null;
    for (Tree inherited : statement.children("inhRelations")) {
      if (statement.has("partbound")) {
        parent = name(inherited);
      } else {
        like.add(name(inherited));
      }
    }
    String persistence = statement.part("relation").text("relpersistence");
    return new CreateTable(
        statement.relation("relation"),
        persistence.equals("t"),
        persistence.equals("u"),
        statement.flag("if_not_exists"),
        columns,
        constraints,
        parent,
        statement.has("partspec"),
        false,
        like);
  }

  /** A {@code RangeVar} in a list. */
  static ObjectName name(Tree range) {
    String schema = range.text("schemaname");
    return new ObjectName(schema.isEmpty() ? null : schema, range.text("relname"));
  }

  static Definition alter(Tree statement, Places places) {
    List<Tree> trees = statement.children("cmds");
    List<Span> spans = places.commands(trees.size());
    List<Command> commands = new ArrayList<>();
    for (int i = 0; i < trees.size(); i++) {
      commands.add(new Command(command(trees.get(i), places), spans.get(i)));
    }
    String kind = Objects.word(statement.text("objtype"));
    return new AlterTable(
        statement.relation("relation"), kind, statement.flag("missing_ok"), commands);
  }

  private static TableCommand command(Tree command, Places places) {
    String name = command.text("name");
    Tree definition = command.child("def");
    boolean cascade = command.text("behavior").equals("DROP_CASCADE");
    boolean missingOk = command.flag("missing_ok");
    Constraints reader = new Constraints(places);
    return switch (command.text("subtype")) {
      case "AT_AddColumn" -> new TableCommand.AddColumn(reader.column(definition), missingOk);
      case "AT_DropColumn" -> new TableCommand.DropColumn(name, cascade, missingOk);
      case "AT_AlterColumnType" ->
          new TableCommand.ChangeType(
              name,
              Expressions.type(definition.part("typeName")),
              Expressions.read(definition.child("raw_default")));
      case "AT_SetNotNull" -> new TableCommand.SetNotNull(name);
      case "AT_DropNotNull" -> new TableCommand.DropNotNull(name);
      case "AT_ColumnDefault" -> new TableCommand.SetDefault(name, Expressions.read(definition));
      case "AT_AddIdentity" -> new TableCommand.AddIdentity(name);
      case "AT_DisableTrig" -> new TableCommand.Disable("DISABLE TRIGGER", name);
      case "AT_DisableTrigAll" -> new TableCommand.Disable("DISABLE TRIGGER ALL", "");
      case "AT_DisableTrigUser" -> new TableCommand.Disable("DISABLE TRIGGER USER", "");
      case "AT_DisableRule" -> new TableCommand.Disable("DISABLE RULE", name);
      case "AT_DisableRowSecurity" -> new TableCommand.Disable("DISABLE ROW LEVEL SECURITY", "");
      case "AT_NoForceRowSecurity" -> new TableCommand.Disable("NO FORCE ROW LEVEL SECURITY", "");
      case "AT_ValidateConstraint" -> new TableCommand.Validate(name);
      case "AT_DropConstraint" -> new TableCommand.DropConstraint(name, cascade, missingOk);
      case "AT_AttachPartition" -> new TableCommand.Attach(definition.relation("name"));
      case "AT_DetachPartition", "AT_DetachPartitionFinalize" ->
          new TableCommand.Detach(
              definition.relation("name"),
              definition.flag("concurrent")
                  || command.text("subtype").equals("AT_DetachPartitionFinalize"));
      case "AT_AddConstraint", "AT_AddIndexConstraint" -> {
        Optional<ConstraintDefinition> constraint = reader.ofTable(definition);
        yield constraint.isPresent()
            ? new TableCommand.AddConstraint(constraint.get())
            : another(command);
      }
      default -> another(command);
    };
  }

  private static TableCommand another(Tree command) {
    String subtype = command.text("subtype");
    String words =
        subtype.equals("AT_ReplicaIdentity")
                && command.child("def").text("identity_type").equals("f")
            ? "REPLICA IDENTITY FULL"
            : subtype
                .replaceFirst("^AT_", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toUpperCase(Locale.ROOT);
    return REWRITES.containsKey(subtype)
        ? new TableCommand.Rewrite(REWRITES.get(subtype))
        : new TableCommand.Another(words, LIGHT.contains(subtype));
  }
}
