package dev.sallyport.server.migration.prisma.datamodel;

import dev.sallyport.server.migration.prisma.syntax.Argument;
import dev.sallyport.server.migration.prisma.syntax.Expression;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code @default} as SQL. */
final class Defaults {
  /** Filled in by Prisma's client: the database knows nothing of them. */
  private static final Set<String> OF_THE_CLIENT =
      Set.of("cuid", "uuid", "nanoid", "ulid", "auto", "autoincrement");

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  /**
   * A field that has a default.
   *
   * @param scalar Prisma's name of the type; null for an enum or an unsupported type
   * @param sqlType of the column, for lists
   * @param enumValues names in the schema with those of the database; empty for others
   */
  record Field(@Nullable String scalar, String sqlType, Map<String, String> enumValues) {}

  private Defaults() {}

  /**
   * The default as SQL; null where the database has none.
   *
   * @throws IllegalArgumentException with words, where it is not understood
   */
  static @Nullable String sql(Expression value, Field field) {
    if (value instanceof Expression.Call call) {
      return function(call);
    }
    if (value instanceof Expression.Items items) {
      return items.items().stream()
          .map(item -> literal(item, field))
          .collect(Collectors.joining(", ", "ARRAY[", "]::" + field.sqlType()));
    }
    return literal(value, field);
  }

  private static @Nullable String function(Expression.Call call) {
    if (OF_THE_CLIENT.contains(call.name())) {
      return null;
    }
    if (call.name().equals("now")) {
      return "CURRENT_TIMESTAMP";
    }
    if (call.name().equals("dbgenerated")) {
      List<Argument> arguments = call.arguments();
      return !arguments.isEmpty() && arguments.get(0).value() instanceof Expression.Text text
          ? text.value()
          : null;
    }
    throw new IllegalArgumentException("the default `" + call.name() + "()` is not known");
  }

  private static String literal(Expression value, Field field) {
    if (value instanceof Expression.Number number) {
      return number.digits();
    }
    if (value instanceof Expression.Word word) {
      return word(word.name(), field);
    }
    if (value instanceof Expression.Text text) {
      return text(text.value(), field.scalar());
    }
    throw new IllegalArgumentException("a default of this form is not known");
  }

  private static String word(String word, Field field) {
    String label = field.enumValues().get(word);
    if (label != null) {
      return Sql.text(label);
    }
    if (word.equals("true") || word.equals("false")) {
      return word;
    }
    throw new IllegalArgumentException("the default `" + word + "` is no value of its type");
  }

  private static String text(String value, @Nullable String scalar) {
    if (scalar == null) {
      return Sql.text(value);
    }
    return switch (scalar) {
      case "Bytes" -> "'\\x" + HexFormat.of().formatHex(Base64.getDecoder().decode(value)) + "'";
      case "DateTime" -> "'" + moment(value) + "'";
      case "Decimal", "Float", "Int", "BigInt" -> number(value);
      default -> Sql.text(value);
    };
  }

  /** A number may stand in quotes; what is no number must not reach the script unquoted. */
  private static String number(String value) {
    return new java.math.BigDecimal(value).toPlainString();
  }

  private static String moment(String value) {
    try {
      OffsetDateTime moment = OffsetDateTime.parse(value);
      int nano = moment.getNano();
      String fraction =
          nano == 0
              ? ""
              : nano % 1_000_000 == 0
                  ? String.format(".%03d", nano / 1_000_000)
                  : nano % 1_000 == 0
                      ? String.format(".%06d", nano / 1_000)
                      : String.format(".%09d", nano);
      String offset = moment.getOffset().getId();
      return SECONDS.format(moment) + fraction + " " + (offset.equals("Z") ? "+00:00" : offset);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("the default `" + value + "` is no moment", e);
    }
  }
}
