package dev.sallyport.policy.rules;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.Qualifier;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule in the words of the policy file, for who wants to know beforehand what it says. An empty
 * list is a key that the rule does not have.
 *
 * @param objects patterns of names
 * @param columns patterns of names
 * @param sometimes whether more than this decides if it speaks: an hour, a condition
 * @param obligations what it asks of what it lets through; what it does not mention is as in {@link
 *     Obligations#DEFAULT}
 * @param help the way forward; empty where the rule gives none
 */
public record RuleOutline(
    String id,
    Verdict verdict,
    List<String> operations,
    List<String> effects,
    List<String> objectKinds,
    List<String> objects,
    List<String> columns,
    List<String> qualifiers,
    List<String> without,
    boolean sometimes,
    Obligations obligations,
    String help) {

  static RuleOutline of(Rule rule) {
    Scope scope = rule.scope();
    return new RuleOutline(
        rule.id(),
        rule.verdict(),
        words(Operation.values(), scope.operations(), Operation::label),
        words(EffectKind.values(), scope.effects(), EffectKind::label),
        words(ObjectKind.values(), scope.objectKinds(), ObjectKind::label),
        scope.objects().stream().map(Objects::toString).toList(),
        scope.columns().stream().map(Objects::toString).toList(),
        words(Qualifier.values(), scope.qualifiers(), Qualifier::label),
        words(Qualifier.values(), scope.without(), Qualifier::label),
        sometimes(rule),
        rule.demands().on(Obligations.DEFAULT),
        rule.help());
  }

  private static boolean sometimes(Rule rule) {
    @Nullable Condition condition = rule.condition();
    return condition != null
        || !rule.scope().during().isEmpty()
        || !rule.scope().outside().isEmpty();
  }

  /** In the language's order, which a set has not. */
  private static <T> List<String> words(T[] all, Set<T> meant, Function<T, String> label) {
    Stream<T> ordered = Arrays.stream(all).filter(meant::contains);
    return ordered.map(label).toList();
  }
}
