package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A program's arguments, parted into options and operands as {@code getopt_long} does it. */
final class Arguments {
  /** An option as it was given; the value is empty where it takes none. */
  private record Option(String name, String value) {}

  private final List<Option> options = new ArrayList<>();
  private final List<String> operands = new ArrayList<>();
  private final String letters;
  private final Set<String> words;
  private boolean onlyOperands;

  private Arguments(String letters, Set<String> words) {
    this.letters = letters;
    this.words = words;
  }

  /**
   * Options may stand anywhere before {@code --}.
   *
   * @param letters the short options that take a value
   * @param words the long options that take a value, without dashes
   */
  static Arguments of(List<String> given, String letters, Set<String> words) {
    Arguments arguments = new Arguments(letters, words);
    arguments.read(given, false);
    return arguments;
  }

  /** Options end at the first operand, as where another command follows. */
  static Arguments leading(List<String> given, String letters, Set<String> words) {
    Arguments arguments = new Arguments(letters, words);
    arguments.read(given, true);
    return arguments;
  }

  private void read(List<String> given, boolean leading) {
    for (int i = 0; i < given.size(); i++) {
      String word = given.get(i);
      if (onlyOperands || word.length() < 2 || word.charAt(0) != '-') {
        onlyOperands |= leading;
        operands.add(word);
      } else if (word.equals("--")) {
        onlyOperands = true;
      } else {
        String next = i + 1 < given.size() ? given.get(i + 1) : "";
        i += word.startsWith("--") ? longOption(word, next) : shortOptions(word, next);
      }
    }
  }

  /** How many further words it took. */
  private int longOption(String word, String next) {
    int equals = word.indexOf('=');
    String name = word.substring(2, equals < 0 ? word.length() : equals);
    if (equals >= 0) {
      options.add(new Option(name, word.substring(equals + 1)));
      return 0;
    }
    boolean takes = words.contains(name);
    options.add(new Option(name, takes ? next : ""));
    return takes ? 1 : 0;
  }

  private int shortOptions(String word, String next) {
    if (words.contains(word.substring(1))) {
      options.add(new Option(word.substring(1), next));
      return 1;
    }
    for (int i = 1; i < word.length(); i++) {
      String name = word.substring(i, i + 1);
      if (letters.contains(name)) {
        boolean inWord = i + 1 < word.length();
        options.add(new Option(name, inWord ? word.substring(i + 1) : next));
        return inWord ? 0 : 1;
      }
      options.add(new Option(name, ""));
    }
    return 0;
  }

  List<String> operands() {
    return operands;
  }

  String operand(int number) {
    return number < operands.size() ? operands.get(number) : "";
  }

  boolean has(String... names) {
    Set<String> wanted = Set.of(names);
    return options.stream().anyMatch(option -> wanted.contains(option.name()));
  }

  /** Whether a long option is given, perhaps shortened as far as it is still one. */
  boolean hasLong(String name, int shortest) {
    return options.stream()
        .anyMatch(option -> option.name().length() >= shortest && name.startsWith(option.name()));
  }

  List<String> values(String... names) {
    Set<String> wanted = Set.of(names);
    return options.stream()
        .filter(option -> wanted.contains(option.name()))
        .map(Option::value)
        .toList();
  }

  Optional<String> value(String... names) {
    List<String> all = values(names);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** Whether the words ask only for help or a version. */
  static boolean asksForHelp(List<String> given) {
    return given.contains("--help") || given.contains("-h") || given.contains("--version");
  }

  /** Whether any word holds what can't be told. */
  static boolean unclear(List<String> given) {
    return given.stream().anyMatch(word -> !Marks.known(word));
  }
}
