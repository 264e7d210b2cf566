package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.BuiltinFunctions;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Expression;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a function gives each row a value of its own, so that a default rewrites the table. */
final class Volatility {
  /** Of PostgreSQL's own extensions, what people use in defaults. */
  private static final Set<String> STEADY_EXTENSIONS = Set.of("uuid_nil", "uuid_ns_dns", "digest");

  private static final Set<String> VOLATILE = load();

  private Volatility() {}

  /** Functions of PostgreSQL's own that are volatile. */
  static Set<String> builtins() {
    return VOLATILE;
  }

  /** The first function of an expression that may be volatile; empty where there is none. */
  static Optional<ObjectName> of(Expression expression, Visit visit) {
    return expression.functions().stream()
        .filter(function -> isVolatile(function, visit))
        .findFirst();
  }

  /** Whether that is certain, and not only what an unknown function is taken for. */
  static boolean isCertain(ObjectName function) {
    return VOLATILE.contains(function.name());
  }

  private static boolean isVolatile(ObjectName function, Visit visit) {
    if (visit.state().isSteady(function) || STEADY_EXTENSIONS.contains(function.name())) {
      return false;
    }
    return VOLATILE.contains(function.name())
        || BuiltinFunctions.lookup(function.schema(), function.name()).isEmpty();
  }

  private static Set<String> load() {
    try (InputStream in =
            Objects.requireNonNull(Volatility.class.getResourceAsStream("volatile-functions.txt"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
