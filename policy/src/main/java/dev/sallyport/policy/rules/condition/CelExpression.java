package dev.sallyport.policy.rules.condition;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A compiled, type-checked condition. Thread-safe. Its cost is bounded by its length, a budget of
 * loop steps and regular expressions that run in linear time.
 */
public final class CelExpression {
  private static final CelOptions BOUNDS =
      CelOptions.current()
          .maxExpressionCodePointSize(2_000)
          .maxParseRecursionDepth(40)
          .maxParseExpressionNodeCount(2_000)
          .maxRegexProgramSize(1_000)
          .comprehensionMaxIterations(10_000)
          .build();
  private static final CelCompiler COMPILER = compiler();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(BOUNDS).build();

  private final CelRuntime.Program program;

  private CelExpression(CelRuntime.Program program) {
    this.program = program;
  }

  /**
   * Compiles and type-checks a condition.
   *
   * @throws InvalidExpressionException with everything that is wrong with it
   */
  public static CelExpression compile(String source) throws InvalidExpressionException {
    try {
      CelValidationResult result = COMPILER.compile(source);
      if (result.hasError()) {
        List<InvalidExpressionException.Fault> faults =
            result.getErrors().stream()
                .map(
                    issue ->
                        new InvalidExpressionException.Fault(
                            issue.getSourceLocation().getLine(),
                            issue.getSourceLocation().getColumn() + 1,
                            issue.getMessage()))
                .toList();
        throw new InvalidExpressionException(faults);
      }
      return new CelExpression(RUNTIME.createProgram(result.getAst()));
    } catch (CelValidationException | CelEvaluationException | IllegalArgumentException e) {
      throw InvalidExpressionException.whole("it can't be compiled");
    }
  }

  /**
   * Whether it holds.
   *
   * @param variables each a map of its fields; a field that is not known is left out
   * @throws EvaluationFailedException where it can't be told
   */
  public boolean holds(Map<String, ?> variables) throws EvaluationFailedException {
    try {
      Object value = program.eval(variables);
      if (value instanceof Boolean truth) {
        return truth;
      }
      throw new EvaluationFailedException("it gives no yes or no");
    } catch (CelEvaluationException e) {
      throw new EvaluationFailedException(why(e));
    }
  }

  /** What it always gives, whatever the variables are; empty where that depends on them. */
  public Optional<Boolean> constant() {
    try {
      return Optional.of(holds(Map.of()));
    } catch (EvaluationFailedException e) {
      return Optional.empty();
    }
  }

  /** Why it failed, without the values it was given: those are the agent's. */
  private static String why(CelEvaluationException e) {
    return switch (e.getErrorCode()) {
      case ATTRIBUTE_NOT_FOUND -> "it asks for a value that is not known here";
      case ITERATION_BUDGET_EXCEEDED -> "it takes too many steps";
      case DIVIDE_BY_ZERO -> "it divides by zero";
      case INDEX_OUT_OF_BOUNDS -> "it asks for an item that a list does not have";
      case NUMERIC_OVERFLOW -> "a number gets too large";
      case INVALID_ARGUMENT, BAD_FORMAT -> "a function does not take the value it is given";
      case INTERNAL_ERROR,
          DUPLICATE_ATTRIBUTE,
          OVERLOAD_NOT_FOUND,
          AMBIGUOUS_OVERLOAD,
          TYPE_NOT_FOUND ->
          "it can't be evaluated";
    };
  }

  private static CelCompiler compiler() {
    var builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(BOUNDS)
            .setTypeProvider(new ConditionVariables())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    ConditionVariables.ALL.forEach(builder::addVar);
    return builder.build();
  }
}
