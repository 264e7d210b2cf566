package dev.sallyport.server.migration.prisma.datamodel;

import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Index;
import dev.sallyport.server.migration.prisma.syntax.Argument;
import dev.sallyport.server.migration.prisma.syntax.Attribute;
import dev.sallyport.server.migration.prisma.syntax.Block;
import dev.sallyport.server.migration.prisma.syntax.Expression;
import dev.sallyport.server.migration.prisma.syntax.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The indexes of a model, in the order that Prisma writes them. */
final class Indexes {
  private static final Map<String, String> METHODS =
      Map.of("Hash", "HASH", "Gin", "GIN", "Gist", "GIST", "SpGist", "SPGIST", "Brin", "BRIN");

  private final Block model;
  private final String table;

  Indexes(Block model, String table) {
    this.model = model;
    this.table = table;
  }

  List<Index> all() {
    List<Index> indexes = new ArrayList<>();
    for (Member field : model.members()) {
      field.attribute("unique").ifPresent(unique -> indexes.add(ofField(field, unique)));
    }
    for (String kind : List.of("index", "unique")) {
      model.attributes().stream()
          .filter(attribute -> attribute.name().equals(kind))
          .forEach(attribute -> indexes.add(ofModel(attribute, kind.equals("unique"))));
    }
    return indexes;
  }

  private Index ofField(Member field, Attribute unique) {
    String column = Blocks.nameOf(field);
    String sorted = Sql.identifier(column) + direction(unique.named("sort").orElse(null), unique);
    return new Index(
        unique.text("map").orElseGet(() -> ConstraintNames.unique(table, List.of(column))),
        true,
        null,
        List.of(sorted),
        predicate(unique));
  }

  private Index ofModel(Attribute attribute, boolean unique) {
    List<Expression> fields = items(attribute);
    List<String> columns = Blocks.namesOf(model, names(fields, attribute), attribute);
    List<String> rendered = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      rendered.add(Sql.identifier(columns.get(i)) + options(fields.get(i), attribute));
    }
    String name =
        attribute
            .namedText("map")
            .or(() -> unique ? Optional.empty() : attribute.namedText("name"))
            .orElseGet(
                () ->
                    unique
                        ? ConstraintNames.unique(table, columns)
                        : ConstraintNames.index(table, columns));
    return new Index(name, unique, method(attribute), rendered, predicate(attribute));
  }

  private @Nullable String predicate(Attribute attribute) {
    return attribute
        .named("where")
        .map(where -> Predicates.sql(model, attribute, where))
        .orElse(null);
  }

  private @Nullable String method(Attribute attribute) {
    Optional<Expression> type = attribute.named("type");
    if (type.isEmpty()) {
      return null;
    }
    String name = type.get() instanceof Expression.Word word ? word.name() : "";
    if (!name.equals("BTree") && !METHODS.containsKey(name)) {
      throw unknown(attribute, "an index of this type is not known");
    }
    return METHODS.get(name);
  }

  private List<Expression> items(Attribute attribute) {
    return attribute
        .namedOrFirst("fields")
        .filter(Expression.Items.class::isInstance)
        .map(fields -> ((Expression.Items) fields).items())
        .orElseThrow(() -> unknown(attribute, "`@@" + attribute.name() + "` names no fields"));
  }

  /** The names of the fields that {@code @@id} and the like are made of. */
  List<String> names(Attribute attribute) {
    return names(items(attribute), attribute);
  }

  private List<String> names(List<Expression> fields, Attribute attribute) {
    return fields.stream()
        .map(
            field -> {
              if (field instanceof Expression.Word word) {
                return word.name();
              }
              if (field instanceof Expression.Call call) {
                return call.name();
              }
              throw unknown(attribute, "`@@" + attribute.name() + "` has a field of unknown form");
            })
        .toList();
  }

  private String options(Expression field, Attribute attribute) {
    if (!(field instanceof Expression.Call call)) {
      return "";
    }
    String operators = "";
    String direction = "";
    for (Argument argument : call.arguments()) {
      if ("ops".equals(argument.name())) {
        operators = " " + operators(argument.value(), attribute);
      } else if ("sort".equals(argument.name())) {
        direction = direction(argument.value(), attribute);
      } else {
        throw unknown(attribute, "an option of the field `" + call.name() + "` is not known");
      }
    }
    return operators + direction;
  }

  private String operators(Expression value, Attribute attribute) {
    if (value instanceof Expression.Word word) {
      return OperatorClasses.sql(word.name());
    }
    if (value instanceof Expression.Call call
        && call.name().equals("raw")
        && call.arguments().size() == 1
        && call.arguments().get(0).value() instanceof Expression.Text text) {
      return text.value();
    }
    throw unknown(attribute, "an operator class of unknown form");
  }

  private String direction(@Nullable Expression sort, Attribute attribute) {
    if (sort == null) {
      return "";
    }
    String word = sort instanceof Expression.Word name ? name.name() : "";
    return switch (word) {
      case "Asc" -> " ASC";
      case "Desc" -> " DESC";
      default -> throw unknown(attribute, "a sort order that is not known");
    };
  }

  private DatamodelException unknown(Attribute attribute, String message) {
    return DatamodelException.at(model.path(), attribute.line(), message);
  }
}
