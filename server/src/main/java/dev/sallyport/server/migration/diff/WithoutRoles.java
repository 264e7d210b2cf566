package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.diff.ObjectDifference.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A shadow that can't have the databases' roles: scripts leave owners and privileges alone. */
final class WithoutRoles {
  private static final Set<String> ROLES = Set.of("owner", "privileges", "sequence");

  private WithoutRoles() {}

  /** What a script does not do, in words. */
  static List<String> remarks(SchemaFacts from, SchemaFacts to, Comparing asked) {
    List<String> remarks = new ArrayList<>();
    boolean owners = false;
    for (ObjectDifference one : SchemaDifference.between(from, to, asked).objects()) {
      Fact is = to.find(one.key());
      boolean made = one.change() == Change.ADDED && is != null;
      owners |= made && is.text("owner") != null && asked.owners();
      if (one.key().kind() == FactKind.DEFAULT_PRIVILEGES
          || made && asked.privileges() && !is.map("privileges").isEmpty()
          || one.properties().stream().anyMatch(change -> ROLES.contains(change.name()))) {
        remarks.add(
            "left alone, as the shadow can't have the roles: owner and privileges of "
                + one.key().words());
      }
    }
    if (owners) {
      remarks.add("what the script makes belongs to whoever runs it");
    }
    return remarks;
  }
}
