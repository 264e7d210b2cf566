package dev.sallyport.policy.command.walk;

import dev.sallyport.policy.command.shell.AnsiQuotes;
import dev.sallyport.policy.command.shell.Word;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The values of {@code $name} and <code>${name…}</code>. */
final class Parameters {
  private final Walk walk;
  private final Scope scope;

  Parameters(Walk walk, Scope scope) {
    this.walk = walk;
    this.scope = scope;
  }

  List<String> values(Word.Parameter parameter) {
    List<String> found = plain(parameter.name(), parameter.index());
    String operator = parameter.operator();
    if (operator.isEmpty()) {
      return found == null ? List.of(Marks.ANYTHING) : found;
    }
    switch (operator) {
      case "!" -> {
        return indirect(found);
      }
      case "length" -> {
        return List.of(Marks.ANYTHING);
      }
      case ":-", "-", ":=", "=" -> {
        if (found != null && !String.join("", found).isEmpty()) {
          return found;
        }
        String value = argument(parameter, 0);
        if (operator.endsWith("=")) {
          scope.set(parameter.name(), value);
        }
        return List.of(value);
      }
      case ":+", "+" -> {
        return List.of(argument(parameter, 0));
      }
      case ":?", "?" -> {
        return found == null ? List.of(Marks.ANYTHING) : found;
      }
      default -> {
        return found == null
            ? List.of(Marks.ANYTHING)
            : found.stream().map(value -> changed(value, parameter)).toList();
      }
    }
  }

  private List<String> indirect(@Nullable List<String> found) {
    List<String> named = found == null || found.isEmpty() ? null : plain(found.get(0), null);
    return named == null ? List.of(Marks.ANYTHING) : named;
  }

  private @Nullable List<String> plain(String name, @Nullable String index) {
    List<String> positional = scope.positional();
    if (name.equals("@") || name.equals("*")) {
      return positional;
    }
    if (name.equals("0")) {
      return scope.values(name);
    }
    if (name.matches("[1-9]\\d?")) {
      int number = Integer.parseInt(name);
      return number <= positional.size() ? List.of(positional.get(number - 1)) : null;
    }
    if (!name.isEmpty() && !Character.isLetter(name.charAt(0)) && name.charAt(0) != '_') {
      return null;
    }
    List<String> values = scope.values(name);
    if (values == null) {
      return wellKnown(name);
    }
    if (index == null) {
      return values.isEmpty() ? List.of("") : List.of(values.get(0));
    }
    if (index.equals("@") || index.equals("*")) {
      return values;
    }
    if (index.matches("\\d{1,3}")) {
      int at = Integer.parseInt(index);
      return at < values.size() ? List.of(values.get(at)) : List.of("");
    }
    return null;
  }

  private @Nullable List<String> wellKnown(String name) {
    return switch (name) {
      case "HOME" -> List.of(walk.home());
      case "PWD" -> List.of(scope.folder());
      case "PGDATA" -> List.of("/var/lib/postgresql/data");
      case "IFS" -> List.of(" \t\n");
      default -> null;
    };
  }

  private String argument(Word.Parameter parameter, int number) {
    return number < parameter.arguments().size()
        ? Expansion.text(parameter.arguments().get(number), walk, scope)
        : "";
  }

  private String changed(String value, Word.Parameter parameter) {
    if (!Marks.known(value)) {
      return Marks.ANYTHING;
    }
    String first = argument(parameter, 0);
    return switch (parameter.operator()) {
      case ":" -> part(value, first, argument(parameter, 1));
      case "/" -> replaced(value, first, argument(parameter, 1), false);
      case "//" -> replaced(value, first, argument(parameter, 1), true);
      case "#", "##" -> value.startsWith(first) ? value.substring(first.length()) : cut(first);
      case "%", "%%" ->
          value.endsWith(first) ? value.substring(0, value.length() - first.length()) : cut(first);
      case ",", ",," -> value.toLowerCase(Locale.ROOT);
      case "^^" -> value.toUpperCase(Locale.ROOT);
      case "@" -> first.equals("E") || first.equals("P") ? AnsiQuotes.decode(value) : value;
      default -> Marks.ANYTHING;
    };
  }

  private static String cut(String pattern) {
    return pattern.isEmpty() ? pattern : Marks.ANYTHING;
  }

  private static String replaced(String value, String what, String with, boolean all) {
    if (what.isEmpty()) {
      return value;
    }
    if (what.indexOf('*') >= 0 || what.indexOf('?') >= 0 || what.indexOf('[') >= 0) {
      return Marks.ANYTHING;
    }
    int at = value.indexOf(what);
    if (all) {
      return value.replace(what, with);
    }
    return at < 0 ? value : value.substring(0, at) + with + value.substring(at + what.length());
  }

  private static String part(String value, String from, String length) {
    try {
      int start = Integer.parseInt(from.strip());
      int begin = Math.max(0, Math.min(value.length(), start < 0 ? value.length() + start : start));
      int count = length.isBlank() ? value.length() : Integer.parseInt(length.strip());
      int end = count < 0 ? value.length() + count : Math.min(value.length(), begin + count);
      return value.substring(begin, Math.max(begin, end));
    } catch (NumberFormatException e) {
      return Marks.ANYTHING;
    }
  }
}
