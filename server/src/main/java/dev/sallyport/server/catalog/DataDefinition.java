package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.server.database.CatalogSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What changing a schema sets in motion: event triggers, and what CASCADE takes along. */
final class DataDefinition {
  private static final Set<EffectKind> DEFINITIONS =
      Set.of(EffectKind.CREATE, EffectKind.ALTER, EffectKind.DROP, EffectKind.GRANT);

  private static final String EVENT_TRIGGERS =
      """
      SELECT n.nspname, p.proname
      FROM pg_event_trigger t JOIN pg_proc p ON p.oid = t.evtfoid
      JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE t.evtenabled <> 'D' AND t.evtevent <> 'login'
      """;

  private DataDefinition() {}

  static List<Effect> implied(List<Effect> effects, CatalogSession session) {
    if (effects.stream().noneMatch(effect -> DEFINITIONS.contains(effect.kind()))) {
      return List.of();
    }
    List<Effect> implied = new ArrayList<>();
    session
        .rows(EVENT_TRIGGERS, row -> ObjectName.of(row.text(1), row.text(2)))
        .forEach(
            function ->
                implied.add(
                    Effect.of(EffectKind.CALL, ObjectKind.FUNCTION, function)
                        .with(Qualifier.IMPLICIT)));
    implied.addAll(Dependents.of(effects, session));
    return implied;
  }
}
