package dev.sallyport.server.migration.prisma.datamodel;

import dev.sallyport.server.migration.prisma.syntax.Attribute;
import dev.sallyport.server.migration.prisma.syntax.Block;
import dev.sallyport.server.migration.prisma.syntax.Expression;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code where:} of a partial index as SQL. */
final class Predicates {
  private Predicates() {}

  static String sql(Block model, Attribute index, Expression where) {
    if (where instanceof Expression.Call call
        && call.name().equals("raw")
        && !call.arguments().isEmpty()
        && call.arguments().get(0).value() instanceof Expression.Text text) {
      return text.value();
    }
    if (where instanceof Expression.Entries entries) {
      return entries.entries().entrySet().stream()
          .map(entry -> condition(model, index, entry))
          .collect(Collectors.joining(" AND "));
    }
    throw unknown(model, index);
  }

  private static String condition(
      Block model, Attribute index, Map.Entry<String, Expression> entry) {
    String column = Sql.identifier(Blocks.nameOf(Blocks.field(model, entry.getKey(), index)));
    if (entry.getValue() instanceof Expression.Entries entries) {
      Expression not = entries.entries().get("not");
      if (not == null || entries.entries().size() != 1) {
        throw unknown(model, index);
      }
      return column + (isNull(not) ? " IS NOT NULL" : " != " + value(model, index, not));
    }
    return column
        + (isNull(entry.getValue()) ? " IS NULL" : " = " + value(model, index, entry.getValue()));
  }

  private static boolean isNull(Expression value) {
    return value instanceof Expression.Word word && word.name().equals("null");
  }

  private static String value(Block model, Attribute index, Expression value) {
    if (value instanceof Expression.Text text) {
      return Sql.text(text.value());
    }
    if (value instanceof Expression.Number number) {
      return number.digits();
    }
    if (value instanceof Expression.Word word
        && (word.name().equals("true") || word.name().equals("false"))) {
      return word.name();
    }
    throw unknown(model, index);
  }

  private static DatamodelException unknown(Block model, Attribute index) {
    return DatamodelException.at(
        model.path(), index.line(), "a condition of an index has a form that is not known");
  }
}
