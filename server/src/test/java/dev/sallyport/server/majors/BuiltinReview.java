package dev.sallyport.server.majors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Refreshes the lists of built-ins from every major that is at hand. What a new PostgreSQL brings
 * is added as {@code unreviewed}, which reads as {@code unknown}, until a human writes what it
 * does; nothing is ever removed, for older majors still have it.
 *
 * <p>Arguments: the folder with the lists. Run with the system properties of the module's tests.
 * Ends with 1 while something is unreviewed.
 */
final class BuiltinReview {
  private BuiltinReview() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<Builtins> found =
        PostgresMajor.all().stream().filter(PostgresMajor::isAvailable).map(Builtins::of).toList();
    names(
        folder.resolve("builtin-operators.txt"),
        found.stream()
            .flatMap(builtins -> builtins.operators().stream())
            .map(Builtins.Operator::name)
            .collect(Collectors.toSet()));
    names(
        folder.resolve("builtin-types.txt"),
        found.stream().flatMap(builtins -> builtins.types().stream()).collect(Collectors.toSet()));
    List<String> unreviewed =
        functions(
            folder.resolve("builtin-functions.txt"),
            found.stream()
                .flatMap(builtins -> builtins.functions().stream())
                .map(BuiltinReview::entry)
                .collect(Collectors.toSet()));
    unreviewed.forEach(name -> System.err.println("unreviewed: " + name));
    System.exit(unreviewed.isEmpty() ? 0 : 1);
  }

  private static String entry(Builtins.Routine function) {
    return function.schema().equals("pg_catalog")
        ? function.name()
        : function.schema() + "." + function.name();
  }

  private static List<String> functions(Path file, Set<String> names) throws IOException {
    Map<String, String> effects = new TreeMap<>();
    for (String line : entries(file)) {
      String[] parts = line.split(" ", 2);
      effects.put(parts[0], parts[1]);
    }
    names.forEach(name -> effects.putIfAbsent(name, "unreviewed"));
    write(
        file,
        effects.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList());
    return effects.entrySet().stream()
        .filter(entry -> entry.getValue().equals("unreviewed"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void names(Path file, Set<String> names) throws IOException {
    Set<String> all = new TreeSet<>(entries(file));
    all.addAll(names);
    write(file, List.copyOf(all));
  }

  private static List<String> entries(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.startsWith("# ")).toList();
  }

  /** Keeps the remarks at the head of the file. */
  private static void write(Path file, List<String> entries) throws IOException {
    List<String> head =
        Files.readAllLines(file).stream().filter(line -> line.startsWith("# ")).toList();
    String text = String.join("\n", head) + "\n" + String.join("\n", entries) + "\n";
    Files.writeString(file, text);
  }
}
