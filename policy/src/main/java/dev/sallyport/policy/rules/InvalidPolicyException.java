package dev.sallyport.policy.rules;

import dev.sallyport.policy.Mistake;
import java.util.List;
import java.util.stream.Collectors;

/** A policy file that can't be used, with everything that is wrong with it. */
public final class InvalidPolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  public InvalidPolicyException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  public List<Mistake> mistakes() {
    return mistakes;
  }
}
