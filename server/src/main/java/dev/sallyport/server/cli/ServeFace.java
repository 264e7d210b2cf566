package dev.sallyport.server.cli;

import dev.sallyport.server.Sallyport;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * {@code serve} as editors write it into their configuration. Its options are read here, since
 * building the command line's own face is a sixth of the time to a server's first answer; whatever
 * is not as plain as this is left to that face.
 */
public final class ServeFace {
  private ServeFace() {}

  /** Serves, where the arguments are plain; the result is the process's exit code. */
  public static OptionalInt run(String[] arguments) {
    Optional<GlobalOptions> options = options(List.of(arguments));
    return options.isEmpty() ? OptionalInt.empty() : OptionalInt.of(serve(options.get()));
  }

  private static int serve(GlobalOptions options) {
    try (Sallyport sallyport = Sallyport.open(options.overrides(), options.envFile)) {
      return sallyport.serve().number();
    } catch (RuntimeException problem) {
      return new Failures(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
          .report(problem);
    }
  }

  /** The options; empty where anything is not plain, a mistake for instance. */
  static Optional<GlobalOptions> options(List<String> arguments) {
    if (arguments.isEmpty() || !arguments.get(0).equals("serve")) {
      return Optional.empty();
    }
    GlobalOptions options = new GlobalOptions();
    Set<String> seen = new HashSet<>();
    Iterator<String> rest = arguments.subList(1, arguments.size()).iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      int sign = argument.indexOf('=');
      String name = sign < 0 ? argument : argument.substring(0, sign);
      String value = sign >= 0 ? argument.substring(sign + 1) : rest.hasNext() ? rest.next() : "";
      if (!isPlain(value) || !seen.add(name) || !set(options, name, value)) {
        return Optional.empty();
      }
    }
    return Optional.of(options);
  }

  /** Neither another option, nor a file of arguments, nor quoted. */
  private static boolean isPlain(String value) {
    return !value.isEmpty() && "-@\"'".indexOf(value.charAt(0)) < 0;
  }

  private static boolean set(GlobalOptions options, String name, String value) {
    try {
      switch (name) {
        case "--project" -> options.project = Path.of(value);
        case "--database-url" -> options.databaseUrl = value;
        case "--shadow-url" -> options.shadowUrl = value;
        case "--policy" -> options.policy = Path.of(value);
        case "--home" -> options.home = Path.of(value);
        case "--store" -> options.store = value;
        case "--env-file" -> options.envFile = Path.of(value);
        default -> {
          return false;
        }
      }
      return true;
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
