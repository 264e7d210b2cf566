package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Column;
import dev.sallyport.server.migration.prisma.pull.LiveTable.LiveColumn;
import dev.sallyport.server.migration.prisma.syntax.Argument;
import dev.sallyport.server.migration.prisma.syntax.Expression;
import dev.sallyport.server.migration.prisma.syntax.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a model that stand for columns. */
final class FieldDraft {
  /** Defaults that Prisma's client fills in: the database knows nothing of them. */
  private static final Set<String> OF_THE_CLIENT = Set.of("cuid", "uuid", "nanoid", "ulid");

  private final DraftNames names;
  private final String datasource;

  /**
   * @param datasource what native types are written after
   */
  FieldDraft(DraftNames names, String datasource) {
    this.names = names;
    this.datasource = datasource;
  }

  /** Whether a member of the existing schema says what the column is, its keys left aside. */
  boolean isSame(Member member, Column said, LiveColumn live) {
    return isSameType(member, said, live)
        && said.required() == (live.required() && !live.type().list())
        && isSameDefault(said.defaultSql(), live);
  }

  private boolean isSameType(Member member, Column said, LiveColumn live) {
    boolean list = member.arity() == Member.Arity.LIST;
    if (live.type().of() != null) {
      return names.enumType(live.type().of()).equals(member.type()) && list == live.type().list();
    }
    String type =
        switch (said.type()) {
          case "SERIAL" -> "INTEGER";
          case "SMALLSERIAL" -> "SMALLINT";
          case "BIGSERIAL" -> "BIGINT";
          default -> said.type();
        };
    boolean counts = !type.equals(said.type());
    return counts == live.counts() && live.type().is(type);
  }

  private boolean isSameDefault(@Nullable String said, LiveColumn live) {
    String sql = live.defaultSql();
    if (said == null || sql == null) {
      return said == null && sql == null;
    }
    DefaultWords words = new DefaultWords(live.type(), names.labels(live.type().of()));
    return words.of(said).equals(words.of(sql)) || SqlWords.loose(said).equals(SqlWords.loose(sql));
  }

  /**
   * The line of a field.
   *
   * @param name of the field
   * @param keys {@code @id} and {@code @unique}, where it has them
   * @param had what the existing schema says of it
   */
  String line(LiveColumn column, String name, List<String> keys, @Nullable Member had) {
    List<String> words = new ArrayList<>(List.of(name, type(column)));
    words.addAll(keys);
    String value = value(column, had);
    if (!value.isEmpty()) {
      words.add("@default(" + value + ")");
    }
    if (had != null && had.attribute("updatedAt").isPresent()) {
      words.add("@updatedAt");
    }
    if (!name.equals(column.name())) {
      words.add("@map(" + DefaultWords.quoted(column.name()) + ")");
    }
    if (!column.type().nativeType().isEmpty()) {
      words.add("@" + datasource + "." + column.type().nativeType());
    }
    if (had != null && had.attribute("ignore").isPresent()) {
      words.add("@ignore");
    }
    return "  " + String.join(" ", words);
  }

  private String type(LiveColumn column) {
    FieldType type = column.type();
    String word =
        type.of() != null
            ? names.enumType(type.of())
            : type.scalar() != null
                ? type.scalar()
                : "Unsupported(" + DefaultWords.quoted(type.sql()) + ")";
    return word + (type.list() ? "[]" : column.required() ? "" : "?");
  }

  private String value(LiveColumn column, @Nullable Member had) {
    if (column.counts()) {
      return "autoincrement()";
    }
    String sql = column.defaultSql();
    if (sql != null) {
      return new DefaultWords(column.type(), names.labels(column.type().of())).of(sql);
    }
    boolean sameScalar = had != null && String.valueOf(had.type()).equals(column.type().scalar());
    if (had == null || !sameScalar) {
      return "";
    }
    return had.attribute("default")
        .flatMap(attribute -> attribute.namedOrFirst("value"))
        .filter(v -> v instanceof Expression.Call call && OF_THE_CLIENT.contains(call.name()))
        .map(v -> call((Expression.Call) v))
        .orElse("");
  }

  private static String call(Expression.Call call) {
    return call.arguments().stream()
        .map(Argument::value)
        .map(
            value ->
                value instanceof Expression.Number number
                    ? number.digits()
                    : value instanceof Expression.Text text
                        ? DefaultWords.quoted(text.value())
                        : "")
        .collect(Collectors.joining(", ", call.name() + "(", ")"));
  }
}
