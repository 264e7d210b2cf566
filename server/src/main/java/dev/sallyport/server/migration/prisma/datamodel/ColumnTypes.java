package dev.sallyport.server.migration.prisma.datamodel;

import dev.sallyport.server.migration.prisma.syntax.Argument;
import dev.sallyport.server.migration.prisma.syntax.Attribute;
import dev.sallyport.server.migration.prisma.syntax.Expression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's type of a scalar field: Prisma's choice, or the native one that is named. */
final class ColumnTypes {
  private static final Map<String, String> SCALARS =
      Map.of(
          "String", "TEXT",
          "Int", "INTEGER",
          "BigInt", "BIGINT",
          "Float", "DOUBLE PRECISION",
          "Decimal", "DECIMAL(65,30)",
          "Boolean", "BOOLEAN",
          "DateTime", "TIMESTAMP(3)",
          "Json", "JSONB",
          "Bytes", "BYTEA");

  /** Those that are not their own name in capitals. */
  private static final Map<String, String> NATIVE =
      Map.ofEntries(
          Map.entry("Text", "TEXT"),
          Map.entry("Char", "CHAR"),
          Map.entry("VarChar", "VARCHAR"),
          Map.entry("Bit", "BIT"),
          Map.entry("VarBit", "VARBIT"),
          Map.entry("Uuid", "UUID"),
          Map.entry("Xml", "XML"),
          Map.entry("Inet", "INET"),
          Map.entry("Citext", "CITEXT"),
          Map.entry("Boolean", "BOOLEAN"),
          Map.entry("Integer", "INTEGER"),
          Map.entry("SmallInt", "SMALLINT"),
          Map.entry("Oid", "OID"),
          Map.entry("BigInt", "BIGINT"),
          Map.entry("Real", "REAL"),
          Map.entry("DoublePrecision", "DOUBLE PRECISION"),
          Map.entry("Decimal", "DECIMAL"),
          Map.entry("Money", "MONEY"),
          Map.entry("Timestamp", "TIMESTAMP"),
          Map.entry("Timestamptz", "TIMESTAMPTZ"),
          Map.entry("Date", "DATE"),
          Map.entry("Time", "TIME"),
          Map.entry("Timetz", "TIMETZ"),
          Map.entry("Json", "JSON"),
          Map.entry("JsonB", "JSONB"),
          Map.entry("ByteA", "BYTEA"));

  private static final Map<String, String> SERIAL =
      Map.of("INTEGER", "SERIAL", "SMALLINT", "SMALLSERIAL", "BIGINT", "BIGSERIAL");

  private ColumnTypes() {}

  static boolean isScalar(@Nullable String type) {
    return type != null && SCALARS.containsKey(type);
  }

  /** Whether the arguments of a native type are what a type may have. */
  static boolean hasLengths(Attribute nativeType) {
    return nativeType.arguments().stream()
        .allMatch(argument -> argument.value() instanceof Expression.Number);
  }

  /** The type; empty where a scalar or a native type is not known. */
  static Optional<String> of(String scalar, @Nullable Attribute nativeType) {
    if (nativeType == null) {
      return Optional.ofNullable(SCALARS.get(scalar));
    }
    String name = nativeType.name().substring(nativeType.name().indexOf('.') + 1);
    return Optional.ofNullable(NATIVE.get(name)).map(type -> type + length(nativeType.arguments()));
  }

  /** The pseudo-type that makes a sequence along with the column. */
  static Optional<String> serial(String type) {
    return Optional.ofNullable(SERIAL.get(type));
  }

  private static String length(List<Argument> arguments) {
    return arguments.isEmpty()
        ? ""
        : arguments.stream()
            .map(Argument::value)
            .map(value -> value instanceof Expression.Number number ? number.digits() : "?")
            .collect(Collectors.joining(",", "(", ")"));
  }
}
