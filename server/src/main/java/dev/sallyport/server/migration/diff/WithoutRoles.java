package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A shadow that can't have the databases' roles: scripts leave owners and privileges alone. */
final class WithoutRoles {
  private static final Set<String> ROLES = Set.of("owner", "privileges", "sequence");

  private static final Pattern MAKES = Pattern.compile("\\A(?:CREATE |ALTER TABLE .* ADD COLUMN )");

  private WithoutRoles() {}

  private static boolean isPartOf(FactKey part, Set<FactKey> made) {
    return part.kind() == FactKind.COLUMN
        && made.stream()
            .anyMatch(
                whole ->
                    whole.kind().hasColumns()
                        && whole.schema().equals(part.schema())
                        && whole.name().equals(part.of()));
  }

  /** What a script does not do, in words. */
  static List<String> remarks(
      SchemaFacts from, SchemaFacts to, Comparing asked, MigrationScript script) {
    Set<FactKey> lacking = new TreeSet<>();
    for (ObjectDifference one : SchemaDifference.between(from, to, asked).objects()) {
      if (one.key().kind() == FactKind.DEFAULT_PRIVILEGES
          || one.properties().stream().anyMatch(change -> ROLES.contains(change.name()))) {
        lacking.add(one.key());
      }
    }
    // What is made again has lost them, though nothing differed before.
    Set<FactKey> made = new HashSet<>();
    script.statements().stream()
        .filter(statement -> MAKES.matcher(statement.sql()).find())
        .forEach(statement -> made.add(statement.about()));
    boolean owners = false;
    for (Fact fact : asked.reduce(to).all()) {
      FactKey key = fact.key();
      boolean isMade = made.contains(key) || isPartOf(key, made);
      owners |= isMade && fact.text("owner") != null;
      boolean behind = fact.map("sequence").containsKey("privileges");
      if (isMade && (behind || !fact.map("privileges").isEmpty())) {
        lacking.add(key);
      }
    }
    List<String> remarks = new ArrayList<>();
    for (FactKey key : lacking) {
      remarks.add(
          "left alone, as the shadow can't have the roles: owner and privileges of " + key.words());
    }
    if (owners) {
      remarks.add("what the script makes belongs to whoever runs it");
    }
    return remarks;
  }
}
