package dev.sallyport.grammar.wasm;

/** The module holds something that this reader was not written for. */
public final class UnsupportedModule extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnsupportedModule(String what) {
    super(what);
  }
}
