package dev.sallyport.grammar.wasm;

import java.util.List;

/** What a function takes from the operand stack and leaves on it. */
public record FunctionType(List<ValueType> parameters, List<ValueType> results) {
  public FunctionType {
    parameters = List.copyOf(parameters);
    results = List.copyOf(results);
  }
}
