package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.BuiltinFunctions;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ExtensionFunctions;
import dev.sallyport.policy.sql.KnownFunction;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import java.util.List;
import java.util.Optional;

/** What running a function does: as reviewed, or {@code call} where nobody reviewed it. */
final class FunctionEffects {
  private FunctionEffects() {}

  /**
   * The effects, without plain reads; empty where it only computes.
   *
   * @param extension the extension it is a member of; empty where of none
   */
  static List<Effect> of(ObjectName name, String extension) {
    boolean shipped =
        "pg_catalog".equals(name.schema()) || "information_schema".equals(name.schema());
    return shipped
        ? effects(BuiltinFunctions.lookup(name.schema(), name.name()), name)
        : ofAdded(name, extension);
  }

  /** The same for a function that PostgreSQL did not ship, in whatever schema it stands. */
  static List<Effect> ofAdded(ObjectName name, String extension) {
    return effects(
        extension.isEmpty() ? Optional.empty() : ExtensionFunctions.of(extension, name.name()),
        name);
  }

  private static List<Effect> effects(Optional<KnownFunction> known, ObjectName name) {
    return known
        .map(function -> named(function.effects(), name))
        .orElseGet(() -> List.of(Effect.of(EffectKind.CALL, ObjectKind.FUNCTION, name)));
  }

  /** Effects without an object of their own are told of the function. */
  private static List<Effect> named(List<Effect> effects, ObjectName name) {
    return effects.stream()
        .filter(effect -> effect.kind() != EffectKind.READ)
        .map(
            effect ->
                effect.object().equals(ObjectName.NONE)
                    ? Effect.of(effect.kind(), ObjectKind.FUNCTION, name)
                    : effect)
        .toList();
  }
}
