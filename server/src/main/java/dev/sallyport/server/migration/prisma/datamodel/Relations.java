package dev.sallyport.server.migration.prisma.datamodel;

import dev.sallyport.server.migration.prisma.datamodel.Datamodel.ForeignKey;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Name;
import dev.sallyport.server.migration.prisma.syntax.Attribute;
import dev.sallyport.server.migration.prisma.syntax.Block;
import dev.sallyport.server.migration.prisma.syntax.Expression;
import dev.sallyport.server.migration.prisma.syntax.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The foreign keys of a model. */
final class Relations {
  private static final Map<String, String> ACTIONS =
      Map.of(
          "Cascade", "CASCADE",
          "Restrict", "RESTRICT",
          "NoAction", "NO ACTION",
          "SetNull", "SET NULL",
          "SetDefault", "SET DEFAULT");

  private final Blocks blocks;
  private final Block model;
  private final Name table;

  Relations(Blocks blocks, Block model) {
    this.blocks = blocks;
    this.model = model;
    this.table = blocks.nameOf(model);
  }

  List<ForeignKey> all() {
    List<ForeignKey> keys = new ArrayList<>();
    for (Member field : model.members()) {
      Block target = blocks.model(field.type());
      Optional<Attribute> relation = field.attribute("relation");
      if (target != null && relation.flatMap(r -> r.named("fields")).isPresent()) {
        keys.add(key(field, target, relation.get()));
      }
    }
    return keys;
  }

  private ForeignKey key(Member field, Block target, Attribute relation) {
    List<String> fields = names(relation, "fields");
    List<String> columns = Blocks.namesOf(model, fields, relation);
    List<String> references = names(relation, "references");
    if (fields.size() != references.size()) {
      throw DatamodelException.at(
          model.path(), relation.line(), "`@relation` references another number of fields");
    }
    return new ForeignKey(
        relation
            .namedText("map")
            .orElseGet(() -> ConstraintNames.foreignKey(table.name(), columns)),
        columns,
        blocks.nameOf(target),
        Blocks.namesOf(target, references, relation),
        action(relation, "onDelete")
            .orElse(isRequired(field, fields, relation) ? "RESTRICT" : "SET NULL"),
        action(relation, "onUpdate").orElse("CASCADE"));
  }

  private boolean isRequired(Member field, List<String> fields, Attribute relation) {
    return field.arity() == Member.Arity.ONE
        || fields.stream()
            .anyMatch(name -> Blocks.field(model, name, relation).arity() == Member.Arity.ONE);
  }

  private Optional<String> action(Attribute relation, String when) {
    return relation
        .named(when)
        .map(
            value -> {
              String action =
                  value instanceof Expression.Word word ? ACTIONS.get(word.name()) : null;
              if (action == null) {
                throw DatamodelException.at(
                    model.path(), relation.line(), "a referential action that is not known");
              }
              return action;
            });
  }

  private List<String> names(Attribute relation, String argument) {
    List<String> names = new ArrayList<>();
    if (relation.named(argument).orElse(null) instanceof Expression.Items items) {
      for (Expression item : items.items()) {
        if (item instanceof Expression.Word word) {
          names.add(word.name());
        }
      }
    }
    return names;
  }
}
