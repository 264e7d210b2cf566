package dev.sallyport.policy.sql;

import dev.sallyport.policy.sql.jsqlparser.SecondReading;
import dev.sallyport.policy.sql.jsqlparser.SecondStatement;
import dev.sallyport.policy.sql.tree.TreeReader.TreeStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Both readings of one text made one. PostgreSQL's grammar says how many statements there are and
 * what each is; the second reading can add effects, or end in a refusal.
 */
final class Union {
  private final String sql;
  private final List<TreeStatement> first;
  private final Function<String, SecondReading> second;

  /**
   * @param first what PostgreSQL's grammar reads in the text
   * @param second reads any part of it another time
   */
  Union(String sql, List<TreeStatement> first, Function<String, SecondReading> second) {
    this.sql = sql;
    this.first = first;
    this.second = second;
  }

  /**
   * @param whole the second reader's reading of the whole text
   */
  Reading with(SecondReading whole) {
    if (!(whole instanceof SecondReading.Parsed parsed)) {
      return first.size() > 1 ? oneByOne() : with(Collections.nCopies(first.size(), null));
    }
    int seen = parsed.statements().size();
    if (seen < first.size() && swallowed()) {
      return oneByOne();
    }
    if (seen != first.size()) {
      int position = first.size() > 1 ? first.get(1).span().start() : -1;
      return Refusals.count(first.size(), seen, position);
    }
    return with(parsed.statements());
  }

  /**
   * Whether the second reader may have taken what follows for a part of one statement: it reads the
   * definition of a function up to the end of the text, where its body stands in plain quotes.
   */
  private boolean swallowed() {
    return first.stream().anyMatch(one -> one.node().equals("CreateFunctionStmt"));
  }

  /**
   * The second reader could not read the whole, perhaps for one statement of it: each by itself, as
   * PostgreSQL's grammar cut them out.
   */
  private Reading oneByOne() {
    List<@Nullable SecondStatement> alone = new ArrayList<>(first.size());
    Map<String, SecondReading> known = new HashMap<>();
    for (TreeStatement one : first) {
      SecondReading reading = known.computeIfAbsent(one.span().of(sql), second);
      if (!(reading instanceof SecondReading.Parsed parsed)) {
        alone.add(null);
      } else if (parsed.statements().size() == 1) {
        alone.add(parsed.statements().get(0));
      } else {
        return Refusals.count(1, parsed.statements().size(), one.span().start());
      }
    }
    return with(alone);
  }

  /**
   * @param second a reading of each statement; null where there is none
   */
  private Reading with(List<? extends @Nullable SecondStatement> second) {
    List<Statement> statements = new ArrayList<>(first.size());
    for (int i = 0; i < first.size(); i++) {
      TreeStatement one = first.get(i);
      SecondStatement two = second.get(i);
      if (two == null) {
        statements.add(alone(one));
        continue;
      }
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
    for (Reference.Function function : called(one, two)) {
      if (one.references().stream().noneMatch(known -> isCallOf(known, function))) {
        effects.addAll(effects(function.name()));
      }
    }
    return new Statement(one.span().of(sql), one.span(), effects, one.references());
  }

  /** The function a trigger will call later looks like a call to JSqlParser. */
  private static Set<Reference.Function> called(TreeStatement one, SecondStatement two) {
    return one.node().equals("CreateTrigStmt") ? Set.of() : two.functions();
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
