package dev.sallyport.policy.rules;

import dev.sallyport.policy.rules.condition.CelExpression;
import dev.sallyport.policy.rules.condition.EvaluationFailedException;
import dev.sallyport.policy.rules.condition.InvalidExpressionException;
import org.jspecify.annotations.Nullable;

/**
 * A condition in CEL that is compiled when it is first needed, so that a server whose requests
 * never meet a conditional rule never loads CEL.
 */
final class CelCondition implements Condition {
  private final String source;
  private volatile @Nullable CelExpression compiled;

  CelCondition(String source) {
    this.source = source;
  }

  @Override
  public String source() {
    return source;
  }

  /** Compiles it now, to learn what is wrong with it. */
  CelExpression expression() throws InvalidExpressionException {
    CelExpression expression = compiled;
    if (expression == null) {
      expression = CelExpression.compile(source);
      compiled = expression;
    }
    return expression;
  }

  @Override
  public boolean holds(Subject subject, PolicyRequest request) throws ConditionException {
    try {
      return expression().holds(ConditionValues.of(subject, request));
    } catch (InvalidExpressionException e) {
      throw new ConditionException("it does not compile");
    } catch (EvaluationFailedException e) {
      throw new ConditionException(String.valueOf(e.getMessage()));
    }
  }
}
