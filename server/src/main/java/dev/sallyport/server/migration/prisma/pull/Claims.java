package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.migration.prisma.datamodel.Datamodel;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Index;
import dev.sallyport.server.migration.prisma.syntax.Attribute;
import dev.sallyport.server.migration.prisma.syntax.Block;
import dev.sallyport.server.migration.prisma.syntax.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of a model's keys and indexes are so in the database, and what the database has besides.
 */
final class Claims {
  private final Set<Member> uniqueFields = new HashSet<>();
  private final Set<Attribute> attributes = new HashSet<>();
  private final List<LiveIndex> besides;
  private boolean key;

  /** Nothing is claimed where there is no model. */
  Claims(@Nullable Block model, Datamodel.@Nullable Table said, LiveTable live) {
    besides = new ArrayList<>(live.indexes());
    if (model == null || said == null) {
      return;
    }
    key = Objects.equals(said.primaryKey(), live.primaryKey());
    // In the order in which the reader of schemas lists a model's indexes.
    List<Index> indexes = new ArrayList<>(said.indexes());
    for (Member field : model.members()) {
      if (field.attribute("unique").isPresent() && claim(indexes.remove(0))) {
        uniqueFields.add(field);
      }
    }
    for (String kind : List.of("index", "unique")) {
      for (Attribute attribute : model.attributes()) {
        if (attribute.name().equals(kind) && claim(indexes.remove(0))) {
          attributes.add(attribute);
        }
      }
    }
  }

  private boolean claim(Index said) {
    Optional<LiveIndex> found =
        besides.stream().filter(index -> IndexWords.isSame(said, index)).findFirst();
    found.ifPresent(besides::remove);
    return found.isPresent();
  }

  /** Whether the field's {@code @unique} is so. */
  boolean isUnique(Member field) {
    return uniqueFields.contains(field);
  }

  /** Whether the model's attribute for an index is so. */
  boolean holds(Attribute attribute) {
    return attributes.contains(attribute);
  }

  /** Whether the primary key is so. */
  boolean holdsKey() {
    return key;
  }

  /** Indexes that the schema does not name. */
  List<LiveIndex> besides() {
    return besides;
  }
}
