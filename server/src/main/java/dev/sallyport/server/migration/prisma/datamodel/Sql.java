package dev.sallyport.server.migration.prisma.datamodel;

import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Name;
import java.util.List;
import java.util.stream.Collectors;

/** Names and texts as SQL writes them. */
final class Sql {
  private Sql() {}

  static String identifier(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  static String identifier(Name name) {
    return name.schema() == null
        ? identifier(name.name())
        : identifier(name.schema()) + "." + identifier(name.name());
  }

  static String identifiers(List<String> names, String between) {
    return names.stream().map(Sql::identifier).collect(Collectors.joining(between));
  }

  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
