package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.migration.prisma.syntax.Member;
import org.jspecify.annotations.Nullable;

/**
 * A field of a model that stands for another model.
 *
 * @param attributes as text; empty where it has none
 * @param kept the member of the existing schema that says the same; null where it is new
 * @param replaced the member that says something else of the same; null where there is none
 */
record RelationField(
    String name, String type, String attributes, @Nullable Member kept, @Nullable Member replaced) {
  String line() {
    return "  " + name + " " + type + (attributes.isEmpty() ? "" : " " + attributes);
  }
}
