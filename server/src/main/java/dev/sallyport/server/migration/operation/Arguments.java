package dev.sallyport.server.migration.operation;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.gateway.AgentRequest;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The arguments of an operation: what is not known is refused, not passed over. */
record Arguments(String operation, Map<String, String> values) {
  static Arguments of(AgentRequest request) {
    return new Arguments(request.operation().label(), request.arguments());
  }

  /** These arguments, none of which has another name. */
  Arguments only(String... known) {
    Set<String> names = Set.of(known);
    values.keySet().stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw SallyportException.usage(
                  "`" + operation + "` knows no argument `" + name + "`",
                  names.isEmpty()
                      ? "it takes none"
                      : "it takes "
                          + names.stream()
                              .sorted()
                              .map(one -> "`" + one + "`")
                              .collect(Collectors.joining(", ")));
            });
    return this;
  }

  /** The argument's text; empty where it was not given. */
  String text(String name) {
    return values.getOrDefault(name, "").strip();
  }
}
