package dev.sallyport.server.migration.prisma.pull;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A column's default, as {@code @default(…)} says it. */
final class DefaultWords {
  private static final Set<String> NOW = Set.of("now()", "CURRENT_TIMESTAMP");
  private static final Set<String> PLAIN_TEXTS = Set.of("Text", "VarChar", "Char", "Citext", "Xml");
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS]'Z'");

  private final FieldType type;
  private final Map<String, String> labels;

  /**
   * @param labels an enum's values in the database, with their names in the schema
   */
  DefaultWords(FieldType type, Map<String, String> labels) {
    this.type = type;
    this.labels = labels;
  }

  /** What stands in the brackets of {@code @default}. */
  String of(String sql) {
    Optional<String> words = type.list() ? list(sql) : one(sql);
    return words.orElseGet(() -> "dbgenerated(" + quoted(sql) + ")");
  }

  private Optional<String> list(String sql) {
    String bare = SqlWords.withoutCast(sql);
    if (SqlWords.literal(bare).filter("{}"::equals).isPresent()) {
      return Optional.of("[]");
    }
    if (!bare.startsWith("ARRAY[") || SqlWords.skip(bare, 5) != bare.length()) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    for (String item : SqlWords.items(bare.substring(6, bare.length() - 1))) {
      Optional<String> word = one(item);
      if (word.isEmpty()) {
        return Optional.empty();
      }
      words.add(word.get());
    }
    return Optional.of("[" + String.join(", ", words) + "]");
  }

  private Optional<String> one(String sql) {
    if (type.of() != null) {
      return SqlWords.literal(sql).map(labels::get);
    }
    String scalar = type.scalar();
    if (scalar == null) {
      return Optional.empty();
    }
    String bare = SqlWords.withoutCast(sql);
    return switch (scalar) {
      case "Int", "BigInt" -> number(bare, "-?\\d+");
      case "Float", "Decimal" -> number(bare, "-?\\d+(\\.\\d+)?");
      case "Boolean" ->
          Optional.of(bare).filter(word -> word.equals("true") || word.equals("false"));
      case "DateTime" -> NOW.contains(bare) ? Optional.of("now()") : moment(sql);
      case "Json" -> SqlWords.literal(sql).map(DefaultWords::quoted);
      case "Bytes" -> SqlWords.literal(sql).flatMap(DefaultWords::bytes);
      default -> text(sql);
    };
  }

  private Optional<String> number(String bare, String form) {
    String digits = SqlWords.literal(bare).orElse(bare);
    return digits.matches(form) && !type.nativeType().equals("Money")
        ? Optional.of(digits)
        : Optional.empty();
  }

  /** Addresses, bits and the like are printed as their own literals; so only plain texts are. */
  private Optional<String> text(String sql) {
    String named = type.nativeType().replaceFirst("\\(.*", "");
    return named.isEmpty() || PLAIN_TEXTS.contains(named)
        ? SqlWords.literal(sql).map(DefaultWords::quoted)
        : Optional.empty();
  }

  private static Optional<String> bytes(String text) {
    return text.startsWith("\\x") && text.substring(2).matches("([0-9a-f]{2})*")
        ? Optional.of(
            quoted(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(text.substring(2)))))
        : Optional.empty();
  }

  private Optional<String> moment(String sql) {
    Optional<String> literal = SqlWords.literal(sql);
    if (literal.isEmpty()) {
      return literal;
    }
    String text = literal.get().strip().replace(' ', 'T').replaceFirst("T([+-])", "$1");
    try {
      if (type.sql().equals("DATE")) {
        return Optional.of(iso(LocalDate.parse(text.substring(0, 10)).atStartOfDay()));
      }
      if (type.sql().startsWith("TIMESTAMPTZ")) {
        String zoned = text.matches(".*[+-]\\d\\d") ? text + ":00" : text;
        return Optional.of(
            iso(
                OffsetDateTime.parse(zoned)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime()));
      }
      if (type.sql().startsWith("TIMESTAMP")) {
        return Optional.of(
            iso(LocalDateTime.parse(text.replaceFirst("[+-]\\d\\d(:\\d\\d)?$", ""))));
      }
    } catch (DateTimeParseException | StringIndexOutOfBoundsException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static String iso(LocalDateTime moment) {
    if (moment.getNano() % 1_000_000 != 0) {
      throw new DateTimeParseException("finer than Prisma's own", moment.toString(), 0);
    }
    return quoted(
        moment.getNano() == 0
            ? moment.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'"))
            : moment.format(ISO));
  }

  /** A text as a schema quotes it. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c < ' ' ? String.format("\\u%04x", (int) c) : c);
      }
    }
    return quoted.append('"').toString();
  }
}
