package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Name;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column's type as a Prisma schema says it.
 *
 * @param scalar Prisma's own name; null for an enum and for a type that it does not support
 * @param of the enum; null for others
 * @param sql the whole type as SQL, in the spelling of the create script, without its brackets
 * @param nativeType such as {@code VarChar(20)}; empty where it is the scalar's own
 */
record FieldType(
    @Nullable String scalar, @Nullable Name of, String sql, String nativeType, boolean list) {
  private record Known(String scalar, String nativeType, String sql) {}

  private static final Pattern PARTS =
      Pattern.compile("([a-z\" ]+?)\\s*(\\(([0-9,]+)\\))?( with(out)? time zone)?");

  private static final Map<String, Known> KNOWN =
      Map.ofEntries(
          known("text", "String", "Text", "TEXT"),
          known("character", "String", "Char", "CHAR"),
          known("character varying", "String", "VarChar", "VARCHAR"),
          known("bit", "String", "Bit", "BIT"),
          known("bit varying", "String", "VarBit", "VARBIT"),
          known("uuid", "String", "Uuid", "UUID"),
          known("xml", "String", "Xml", "XML"),
          known("inet", "String", "Inet", "INET"),
          known("citext", "String", "Citext", "CITEXT"),
          known("integer", "Int", "Integer", "INTEGER"),
          known("smallint", "Int", "SmallInt", "SMALLINT"),
          known("oid", "Int", "Oid", "OID"),
          known("bigint", "BigInt", "BigInt", "BIGINT"),
          known("real", "Float", "Real", "REAL"),
          known("double precision", "Float", "DoublePrecision", "DOUBLE PRECISION"),
          known("numeric", "Decimal", "Decimal", "DECIMAL"),
          known("money", "Decimal", "Money", "MONEY"),
          known("boolean", "Boolean", "Boolean", "BOOLEAN"),
          known("timestamp without time zone", "DateTime", "Timestamp", "TIMESTAMP"),
          known("timestamp with time zone", "DateTime", "Timestamptz", "TIMESTAMPTZ"),
          known("date", "DateTime", "Date", "DATE"),
          known("time without time zone", "DateTime", "Time", "TIME"),
          known("time with time zone", "DateTime", "Timetz", "TIMETZ"),
          known("json", "Json", "Json", "JSON"),
          known("jsonb", "Json", "JsonB", "JSONB"),
          known("bytea", "Bytes", "ByteA", "BYTEA"));

  /** What Prisma takes where no native type is named. */
  private static final Map<String, String> USUAL =
      Map.ofEntries(
          Map.entry("String", "Text"),
          Map.entry("Int", "Integer"),
          Map.entry("BigInt", "BigInt"),
          Map.entry("Float", "DoublePrecision"),
          Map.entry("Decimal", "Decimal(65,30)"),
          Map.entry("Boolean", "Boolean"),
          Map.entry("DateTime", "Timestamp(3)"),
          Map.entry("Json", "JsonB"),
          Map.entry("Bytes", "ByteA"));

  private static Map.Entry<String, Known> known(
      String type, String scalar, String nativeType, String sql) {
    return Map.entry(type, new Known(scalar, nativeType, sql));
  }

  /**
   * The type that PostgreSQL prints.
   *
   * @param enums those of the database, by how a type that is one is printed
   */
  static FieldType of(String printed, Map<String, Name> enums) {
    boolean list = printed.endsWith("[]");
    String bare = list ? printed.substring(0, printed.length() - 2) : printed;
    Name of = enums.get(bare);
    if (of != null) {
      return new FieldType(null, of, "", "", list);
    }
    String plain = bare.matches("(\\w+|\"[^\"]+\")\\.citext") ? "citext" : bare;
    Matcher parts = PARTS.matcher(plain);
    if (!parts.matches()) {
      return unsupported(bare, list);
    }
    String zone = parts.group(4) == null ? "" : parts.group(4);
    Known known = KNOWN.get(parts.group(1) + zone);
    if (known == null) {
      return unsupported(bare, list);
    }
    String length = parts.group(3);
    String given = length == null ? "" : length;
    String named = known.nativeType() + (given.isEmpty() ? "" : "(" + given + ")");
    boolean usual = named.equals(USUAL.get(known.scalar()));
    return new FieldType(
        known.scalar(),
        null,
        known.sql() + (given.isEmpty() ? "" : "(" + given + ")"),
        usual ? "" : named.replace(",", ", "),
        list);
  }

  private static FieldType unsupported(String sql, boolean list) {
    return new FieldType(null, null, sql, "", list);
  }

  boolean isSupported() {
    return scalar != null || of != null;
  }

  /** Whether it is the type that a schema says with other words, such as without its length. */
  boolean is(String sqlOfSchema) {
    String said = sqlOfSchema.endsWith("[]") ? cut(sqlOfSchema, 2) : sqlOfSchema;
    if (list != sqlOfSchema.endsWith("[]")) {
      return false;
    }
    return plain(said).equals(plain(sql));
  }

  private static String cut(String text, int end) {
    return text.substring(0, text.length() - end);
  }

  /** Lengths that are PostgreSQL's own choice are left out. */
  private static String plain(String type) {
    String upper = type.replace(" ", "").toUpperCase(java.util.Locale.ROOT);
    return switch (upper) {
      case "CHAR(1)", "BIT(1)", "TIMESTAMP(6)", "TIMESTAMPTZ(6)", "TIME(6)", "TIMETZ(6)" ->
          upper.substring(0, upper.indexOf('('));
      default -> upper;
    };
  }
}
