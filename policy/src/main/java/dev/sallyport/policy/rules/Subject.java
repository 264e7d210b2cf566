package dev.sallyport.policy.rules;

import dev.sallyport.policy.sql.Effect;

/**
 * One effect that a rule must cover.
 *
 * @param effect what is done
 * @param statement index of the statement that does it; -1 where the operation itself declares it
 */
record Subject(Effect effect, int statement) {

  /** An effect that an operation has without showing its statements: on any object of its kind. */
  static Subject declared(Effect effect) {
    return new Subject(effect, -1);
  }

  boolean isDeclared() {
    return statement < 0;
  }
}
