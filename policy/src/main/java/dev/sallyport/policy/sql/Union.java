package dev.sallyport.policy.sql;

import dev.sallyport.policy.sql.jsqlparser.SecondReading;
import dev.sallyport.policy.sql.jsqlparser.SecondStatement;
import dev.sallyport.policy.sql.tree.TreeReader.TreeStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * Both readings of one text made one. PostgreSQL's grammar says how many statements there are and
 * what each is; the second reading can add effects, or end in a refusal.
 */
final class Union {
  private final String sql;
  private final List<TreeStatement> first;

  Union(String sql, List<TreeStatement> first) {
    this.sql = sql;
    this.first = first;
  }

  Reading with(SecondReading second) {
    if (second instanceof SecondReading.Parsed parsed) {
      return with(parsed.statements());
    }
    return new Reading.Understood(first.stream().map(this::alone).toList());
  }

  private Reading with(List<SecondStatement> second) {
    if (second.size() != first.size()) {
      int position = first.size() > 1 ? first.get(1).span().start() : -1;
      return Refusals.count(first.size(), second.size(), position);
    }
    List<Statement> statements = new ArrayList<>(first.size());
    for (int i = 0; i < first.size(); i++) {
      TreeStatement one = first.get(i);
      SecondStatement two = second.get(i);
      if (!two.agreesWith(one.node())) {
        return Refusals.kind(one.node(), i + 1, one.span().start());
      }
      statements.add(two.unaccounted() == null ? both(one, two) : oneReader(both(one, two)));
    }
    return new Reading.Understood(statements);
  }

  private Statement both(TreeStatement one, SecondStatement two) {
    List<Effect> effects = new ArrayList<>(one.effects());
    effects.addAll(two.beyond(one.effects()));
    for (Reference.Function function : two.functions()) {
      if (one.references().stream().noneMatch(known -> isCallOf(known, function))) {
        effects.addAll(effects(function.name()));
      }
    }
    return new Statement(one.span().of(sql), one.span(), effects, one.references());
  }

  private static boolean isCallOf(Reference known, Reference.Function function) {
    return known instanceof Reference.Function called && called.name().equals(function.name());
  }

  /** What a function does that only the second reader sees. */
  private static List<Effect> effects(ObjectName function) {
    return BuiltinFunctions.lookup(function.schema(), function.name())
        .map(KnownFunction::effects)
        .orElseGet(() -> List.of(Effect.of(EffectKind.CALL, ObjectKind.FUNCTION, function)));
  }

  private Statement alone(TreeStatement one) {
    return oneReader(
        new Statement(one.span().of(sql), one.span(), one.effects(), one.references()));
  }

  private static Statement oneReader(Statement statement) {
    List<Effect> effects =
        statement.effects().stream().map(effect -> effect.with(Qualifier.ONE_READER)).toList();
    return new Statement(statement.text(), statement.span(), effects, statement.references());
  }
}
