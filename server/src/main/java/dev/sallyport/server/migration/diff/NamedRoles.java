package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The roles that facts name: a copy needs them, without powers. */
final class NamedRoles {
  private NamedRoles() {}

  static Set<String> of(SchemaFacts facts) {
    Set<String> roles = new TreeSet<>();
    for (Fact fact : facts.all()) {
      if (fact.text("owner") != null) {
        roles.add(fact.textOf("owner"));
      }
      fact.map("privileges").keySet().forEach(who -> add(who, roles));
      if (fact.map("sequence").get("privileges") instanceof Map<?, ?> privileges) {
        privileges.keySet().forEach(who -> add(String.valueOf(who), roles));
      }
      fact.map("grants").keySet().forEach(who -> add(who, roles));
      fact.texts("roles").forEach(who -> add(who, roles));
      if (fact.kind() == FactKind.DEFAULT_PRIVILEGES) {
        roles.add(fact.key().name());
      }
    }
    return roles;
  }

  private static void add(String who, Set<String> roles) {
    if (who.startsWith("\"")) {
      roles.add(who.substring(1, who.length() - 1).replace("\"\"", "\""));
    } else if (!who.equals("PUBLIC") && !who.equals("(owner)")) {
      roles.add(who);
    }
  }
}
