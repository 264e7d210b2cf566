package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.ColumnDefinition.Generated;
import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import dev.sallyport.policy.sql.schema.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Columns and constraints, as CREATE TABLE and ALTER TABLE define them. */
final class Constraints {
  private static final Map<String, Kind> KINDS =
      Map.of(
          "CONSTR_PRIMARY", Kind.PRIMARY_KEY,
          "CONSTR_UNIQUE", Kind.UNIQUE,
          "CONSTR_FOREIGN", Kind.FOREIGN_KEY,
          "CONSTR_CHECK", Kind.CHECK,
          "CONSTR_EXCLUSION", Kind.EXCLUSION,
          "CONSTR_NOTNULL", Kind.NOT_NULL);

  private final Places places;

  Constraints(Places places) {
    this.places = places;
  }

  /** One of a table, or empty where it is no constraint of its own. */
  Optional<ConstraintDefinition> ofTable(Tree constraint) {
    boolean foreign = constraint.text("contype").equals("CONSTR_FOREIGN");
    return read(constraint, constraint.texts(foreign ? "fk_attrs" : "keys"));
  }

  private Optional<ConstraintDefinition> read(Tree constraint, List<String> columns) {
    Kind kind = KINDS.get(constraint.text("contype"));
    if (kind == null) {
      return Optional.empty();
    }
    @Nullable ObjectName references =
        kind == Kind.FOREIGN_KEY ? constraint.relation("pktable") : null;
    return Optional.of(
        new ConstraintDefinition(
            kind,
            constraint.text("conname"),
            columns,
            constraint.flag("skip_validation"),
            constraint.text("indexname"),
            references,
            constraint.text("fk_del_action").equals("c"),
            Expressions.read(constraint.child("raw_expr")),
            places.of(constraint)));
  }

  ColumnDefinition column(Tree definition) {
    String name = definition.text("colname");
    TypeReference type = Expressions.type(definition.part("typeName"));
    boolean notNull = false;
    @Nullable Expression defaultValue = null;
    Generated generated = type.isSerial() ? Generated.IDENTITY : Generated.NO;
    List<ConstraintDefinition> constraints = new ArrayList<>();
    for (Tree constraint : definition.children("constraints")) {
      switch (constraint.text("contype")) {
        case "CONSTR_NOTNULL" -> notNull = true;
        case "CONSTR_DEFAULT" -> defaultValue = Expressions.read(constraint.child("raw_expr"));
        case "CONSTR_IDENTITY" -> generated = Generated.IDENTITY;
        case "CONSTR_GENERATED" ->
            generated =
                constraint.text("generated_kind").equals("v")
                    ? Generated.VIRTUAL
                    : Generated.STORED;
        default -> read(constraint, List.of(name)).ifPresent(constraints::add);
      }
    }
    boolean key = constraints.stream().anyMatch(c -> c.kind() == Kind.PRIMARY_KEY);
    Span span = places.of(definition);
    return new ColumnDefinition(
        name,
        type,
        notNull || key || generated == Generated.IDENTITY,
        defaultValue,
        generated,
        constraints,
        span);
  }
}
