package dev.sallyport.policy.rules;

import static dev.sallyport.policy.sql.EffectKind.ALTER;
import static dev.sallyport.policy.sql.EffectKind.CALL;
import static dev.sallyport.policy.sql.EffectKind.CREATE;
import static dev.sallyport.policy.sql.EffectKind.DELETE;
import static dev.sallyport.policy.sql.EffectKind.DROP;
import static dev.sallyport.policy.sql.EffectKind.INSERT;
import static dev.sallyport.policy.sql.EffectKind.READ;
import static dev.sallyport.policy.sql.EffectKind.UPDATE;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Qualifier;
import java.util.ArrayList;
import java.util.List;

/** What an operation does to a database when it does not show its statements. */
final class DeclaredEffects {
  private DeclaredEffects() {}

  /** The effects; empty where the operation has none, or none without statements. */
  static List<Effect> of(Operation operation) {
    return switch (operation) {
      case STATUS, DESCRIBE, DIFF, VALIDATE, GENERATE, WRITE_MIGRATION, QUERY, EXECUTE -> List.of();
      // A deployment shows its statements; whether one loses data is told by them.
      case MIGRATE_DEPLOY -> effects(false, CREATE, ALTER, DROP, INSERT, UPDATE, DELETE, CALL);
      case MIGRATE_DEV, MIGRATE_RESET, RESTORE ->
          effects(true, CREATE, ALTER, DROP, INSERT, UPDATE, DELETE, CALL);
      case DB_PUSH -> effects(true, CREATE, ALTER, DROP);
      case MIGRATE_RESOLVE, BASELINE, REPAIR -> effects(false, INSERT, UPDATE, DELETE);
      case DB_PULL -> effects(false, READ);
      case DB_SEED -> effects(false, INSERT, UPDATE, DELETE, CALL);
    };
  }

  private static List<Effect> effects(boolean losesData, EffectKind... kinds) {
    List<Effect> effects = new ArrayList<>();
    for (EffectKind kind : kinds) {
      Effect effect = Effect.of(kind);
      effects.add(losesData && kind == DROP ? effect.with(Qualifier.DATA_LOSS) : effect);
    }
    return effects;
  }
}
