package dev.sallyport.policy.sql.jsqlparser;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One statement as JSqlParser sees it.
 *
 * @param kind what it takes the statement for
 * @param effects what it sees the statement do to rows and locks; objects without columns
 * @param functions every function it sees; what they do, the review of built-ins says
 * @param unaccounted what the walk over JSqlParser's tree could not account for, in one line; null
 *     where it accounted for all. Such a statement counts as read by one reader only; its number,
 *     its kind and the effects that were found still count
 */
public record SecondStatement(
    StatementKind kind,
    List<Effect> effects,
    Set<Reference.Function> functions,
    @Nullable String unaccounted) {
  public SecondStatement {
    effects = List.copyOf(effects);
    functions = Set.copyOf(functions);
  }

  /** Whether PostgreSQL's grammar, which calls the statement {@code node}, sees the same kind. */
  public boolean agreesWith(String node) {
    return kind.agreesWith(node);
  }

  /**
   * The effects that this reading has and the first one lacks: what the union must add. Only what
   * counts for a decision is compared, never columns or qualifiers.
   */
  public List<Effect> beyond(List<Effect> first) {
    List<Effect> missing = new ArrayList<>();
    effects.stream().filter(effect -> !covered(effect, first)).forEach(missing::add);
    EffectKind own = kind.effect();
    if (own != EffectKind.READ && first.stream().allMatch(e -> e.kind() == EffectKind.READ)) {
      missing.add(Effect.of(own));
    }
    return missing;
  }

  private static boolean covered(Effect effect, List<Effect> first) {
    if (effect.object().equals(ObjectName.NONE)) {
      return first.stream().anyMatch(other -> other.kind() == effect.kind());
    }
    return first.stream()
        .filter(other -> other.object().equals(effect.object()))
        .anyMatch(other -> effect.kind() == EffectKind.READ || other.kind() == effect.kind());
  }
}
