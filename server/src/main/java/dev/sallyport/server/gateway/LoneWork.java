package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.catalog.SchemaFingerprint;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a statement that ran alone is expected to change of a schema: an index makes and takes facts
 * of that index, another change those of what it names. It may take hours, and nothing holds the
 * rest meanwhile.
 */
final class LoneWork {
  private static final String INDEX = " index ";

  private final List<Effect> changes;
  private final boolean ofIndexes;

  LoneWork(Statement statement) {
    changes =
        statement.effects().stream().filter(effect -> effect.kind() != EffectKind.READ).toList();
    ofIndexes =
        changes.stream()
            .anyMatch(
                effect ->
                    effect.objectKind() == ObjectKind.INDEX
                        || effect.kind() == EffectKind.MAINTENANCE);
  }

  /** The differences that it does not account for, in words. */
  List<String> beside(SchemaFingerprint before, SchemaFingerprint after) {
    return others(before).differenceTo(others(after));
  }

  private SchemaFingerprint others(SchemaFingerprint all) {
    Predicate<String> own = this::isOwn;
    return new SchemaFingerprint(
        all.facts().entrySet().stream()
            .filter(fact -> !own.test(fact.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private boolean isOwn(String fact) {
    return changes.stream().anyMatch(effect -> isOwn(fact, effect));
  }

  private boolean isOwn(String fact, Effect effect) {
    boolean named = isOf(fact, effect.object().toString()) || isOf(fact, effect.object().name());
    if (effect.objectKind() == ObjectKind.INDEX) {
      return named || fact.contains("." + effect.object().name());
    }
    return named && (!ofIndexes || fact.contains(INDEX));
  }

  private static boolean isOf(String fact, String name) {
    return fact.equals(name) || fact.startsWith(name + " ");
  }
}
