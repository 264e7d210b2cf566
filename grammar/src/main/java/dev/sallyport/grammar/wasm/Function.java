package dev.sallyport.grammar.wasm;

import java.util.ArrayList;
import java.util.List;

/** A function's locals and body, to be changed in place. */
public final class Function {
  private final FunctionType type;
  private final Label end;
  private final List<ValueType> locals;
  private final List<Instruction> epilogue;
  private List<Instruction> body;

  /** A function without epilogue. */
  public Function(FunctionType type, Label end, List<ValueType> locals, List<Instruction> body) {
    this(type, end, locals, body, List.of());
  }

  /**
   * @param end the label of the function itself: branching to it returns
   * @param locals the parameters, then the other locals
   * @param epilogue what follows the body; it stays as it is and where it is
   */
  public Function(
      FunctionType type,
      Label end,
      List<ValueType> locals,
      List<Instruction> body,
      List<Instruction> epilogue) {
    this.type = type;
    this.end = end;
    this.locals = new ArrayList<>(locals);
    this.body = body;
    this.epilogue = List.copyOf(epilogue);
  }

  public FunctionType type() {
    return type;
  }

  public Label end() {
    return end;
  }

  /** The types of parameters and locals, by index. */
  public List<ValueType> locals() {
    return locals;
  }

  /** Adds a local and gives its index. */
  public int addLocal(ValueType local) {
    locals.add(local);
    return locals.size() - 1;
  }

  public List<Instruction> body() {
    return body;
  }

  /** What follows the body. */
  public List<Instruction> epilogue() {
    return epilogue;
  }

  public void setBody(List<Instruction> body) {
    this.body = body;
  }
}
