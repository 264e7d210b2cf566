package dev.sallyport.policy.rules.condition;

import java.util.List;

/** A condition that does not compile, with everything that is wrong with it. */
public final class InvalidExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  InvalidExpressionException(List<Fault> faults) {
    super(faults.toString());
    this.faults = List.copyOf(faults);
  }

  static InvalidExpressionException whole(String message) {
    return new InvalidExpressionException(List.of(new Fault(1, 1, message)));
  }

  public List<Fault> faults() {
    return faults;
  }

  /**
   * One thing that is wrong.
   *
   * @param line within the expression, from 1
   * @param column within that line, from 1
   */
  public record Fault(int line, int column, String message) {}
}
