package dev.sallyport.grammar.wasm;

import org.jspecify.annotations.Nullable;

/**
 * Where a branch goes to: the end of a block, the start of a loop, or the end of a function. Two
 * labels are the same only if they are one object; depths are counted when a body is written.
 */
public final class Label {
  private final @Nullable ValueType result;
  private final boolean start;

  private Label(@Nullable ValueType result, boolean start) {
    this.result = result;
    this.start = start;
  }

  /** A label that no value travels to. */
  public Label() {
    this(null, false);
  }

  /** The end of a block or function that leaves such a value; null for one that leaves none. */
  public Label(@Nullable ValueType result) {
    this(result, false);
  }

  /** The start of a loop whose end leaves such a value; null for one that leaves none. */
  public static Label ofLoop(@Nullable ValueType result) {
    return new Label(result, true);
  }

  /** The value that the structure leaves on the operand stack; null where it leaves none. */
  public @Nullable ValueType result() {
    return result;
  }

  /** The value that travels with a branch to the label; null where none does. */
  public @Nullable ValueType carried() {
    return start ? null : result;
  }
}
