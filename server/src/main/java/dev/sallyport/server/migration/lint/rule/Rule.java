package dev.sallyport.server.migration.lint.rule;

/** A check of one statement, knowing what came before it. Stateless. */
public abstract class Rule {

  /** What is known of it. */
  public abstract RuleFacts facts();

  /** Looks at a statement; says what it found to {@code visit.report}. */
  public abstract void check(Visit visit);

  /** Its identifier. */
  public final String id() {
    return facts().id();
  }
}
