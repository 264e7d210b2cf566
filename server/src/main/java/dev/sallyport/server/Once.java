package dev.sallyport.server;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for. Thread-safe; a failure is tried again. */
public final class Once<T extends Object> {
  private final Supplier<T> maker;
  private @Nullable T value;

  /** A value not made yet. */
  public Once(Supplier<T> maker) {
    this.maker = maker;
  }

  /** The value. */
  public synchronized T get() {
    T made = value;
    if (made == null) {
      made = maker.get();
      value = made;
    }
    return made;
  }
}
