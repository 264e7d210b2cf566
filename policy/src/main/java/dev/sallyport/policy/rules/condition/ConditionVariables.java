package dev.sallyport.policy.rules.condition;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Optional;

/** The variables of a condition and the types of their fields. */
final class ConditionVariables implements CelTypeProvider {
  private static final ListType TEXTS = ListType.create(SimpleType.STRING);

  static final StructType EFFECT =
      struct(
          "Effect",
          ImmutableMap.of(
              "kind", SimpleType.STRING,
              "object_kind", SimpleType.STRING,
              "schema", SimpleType.STRING,
              "name", SimpleType.STRING,
              "columns", TEXTS,
              "qualifiers", TEXTS));
  static final StructType STATEMENT =
      struct(
          "Statement",
          ImmutableMap.of(
              "position", SimpleType.INT,
              "reads", SimpleType.BOOL,
              "transactional", SimpleType.BOOL,
              "effects", ListType.create(EFFECT)));
  static final StructType REQUEST =
      struct(
          "Request",
          ImmutableMap.of(
              "operation", SimpleType.STRING,
              "environment", SimpleType.STRING,
              "time", SimpleType.TIMESTAMP,
              "justification", SimpleType.STRING,
              "agent", SimpleType.STRING,
              "verified", SimpleType.BOOL,
              "statements", ListType.create(STATEMENT)));
  static final StructType DATABASE =
      struct(
          "Database",
          ImmutableMap.of(
              "host",
              SimpleType.STRING,
              "name",
              SimpleType.STRING,
              "powers",
              TEXTS,
              "addresses",
              TEXTS));
  static final StructType ESTIMATE = struct("Estimate", ImmutableMap.of("rows", SimpleType.INT));

  /** Every variable by name. */
  static final ImmutableMap<String, StructType> ALL =
      ImmutableMap.of(
          "effect", EFFECT,
          "statement", STATEMENT,
          "request", REQUEST,
          "database", DATABASE,
          "estimate", ESTIMATE);

  @Override
  public ImmutableCollection<CelType> types() {
    return ImmutableSet.copyOf(ALL.values());
  }

  @Override
  public Optional<CelType> findType(String name) {
    return ALL.values().stream()
        .filter(type -> type.name().equals(name))
        .map(CelType.class::cast)
        .findFirst();
  }

  private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
    return StructType.create(
        "sallyport." + name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
  }
}
