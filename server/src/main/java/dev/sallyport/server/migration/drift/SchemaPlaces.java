package dev.sallyport.server.migration.drift;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.migration.diff.ObjectDifference;
import dev.sallyport.server.migration.diff.SchemaDifference;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.PrismaProject;
import java.util.List;
import java.util.regex.Pattern;

/** Differences between migrations and schema.prisma, each at the line of schema.prisma it is of. */
final class SchemaPlaces {
  private static final Pattern BLOCK = Pattern.compile("\\s*(?:model|enum|view|type)\\s+(\\w+).*");

  private final PrismaProject project;
  private final SchemaDifference differences;

  /**
   * @param differences from the migrations to the schema
   */
  SchemaPlaces(PrismaProject project, SchemaDifference differences) {
    this.project = project;
    this.differences = differences;
  }

  /** One of the differences as a finding. */
  Finding finding(ObjectDifference difference) {
    String object = difference.key().words();
    String schema = "`" + project.schemaPath() + "`";
    Place place = place(difference.key());
    return new Finding(
        "schema-differs",
        Severity.ERROR,
        place.file(),
        place.line(),
        0,
        switch (difference.change()) {
          case ADDED -> object + " is in " + schema + ", and no migration makes it";
          case REMOVED -> object + " is made by the migrations, and " + schema + " lacks it";
          case CHANGED -> schema + " differs from what the migrations make: " + difference.words();
        },
        switch (difference.change()) {
          case ADDED, CHANGED ->
              "`propose_migration` with `from_schema: true` writes what is missing; or take the"
                  + " change of the schema back";
          case REMOVED -> "add it to the schema, or drop it in a new migration";
        });
  }

  private record Place(String file, int line) {}

  /** The block of the table, and in it the line of the column; else the file as a whole. */
  private Place place(FactKey key) {
    boolean part = !key.of().isEmpty();
    String owner = part ? key.of() : key.kind() == FactKind.INDEX ? table(key) : key.name();
    for (FileReading.Content file : project.schemaFiles()) {
      List<String> lines = file.text().orElse("").lines().toList();
      int block = block(lines, owner);
      if (block >= 0) {
        int column = part && key.kind() == FactKind.COLUMN ? column(lines, block, key.name()) : -1;
        return new Place(file.path(), 1 + (column < 0 ? block : column));
      }
    }
    return new Place(project.schemaPath(), 0);
  }

  private String table(FactKey index) {
    Fact fact = differences.after().find(index);
    fact = fact == null ? differences.before().find(index) : fact;
    return fact == null ? index.name() : fact.textOf("table");
  }

  private static int block(List<String> lines, String name) {
    int open = -1;
    for (int i = 0; i < lines.size(); i++) {
      var block = BLOCK.matcher(lines.get(i));
      if (block.matches()) {
        open = i;
        if (block.group(1).equals(name)) {
          return i;
        }
      } else if (open >= 0 && lines.get(i).contains("@@map(\"" + name + "\")")) {
        return open;
      }
    }
    return -1;
  }

  private static int column(List<String> lines, int block, String name) {
    for (int i = block + 1; i < lines.size() && !lines.get(i).strip().equals("}"); i++) {
      String line = lines.get(i).strip();
      if (line.matches(Pattern.quote(name) + "\\s.*") || line.contains("@map(\"" + name + "\")")) {
        return i;
      }
    }
    return -1;
  }
}
