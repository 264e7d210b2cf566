package dev.sallyport.policy.command.walk;

import dev.sallyport.policy.command.shell.Word;
import dev.sallyport.policy.command.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;

/** Brace expansion: {@code {a,b}} and {@code {1..3}} make several words of one. */
final class Braces {
  private static final int MOST = 64;

  private Braces() {}

  static List<Word> expand(Word word) {
    List<Object> units = units(word);
    if (!units.contains('{')) {
      return List.of(word);
    }
    List<List<Object>> expanded = expand(units, 0);
    return expanded.stream().limit(MOST).map(Braces::word).toList();
  }

  /** Unquoted characters one by one, everything else as it is. */
  private static List<Object> units(Word word) {
    List<Object> units = new ArrayList<>();
    for (Part part : word.parts()) {
      if (part instanceof Word.Text text && !text.quoted()) {
        text.value().chars().forEach(unit -> units.add((char) unit));
      } else {
        units.add(part);
      }
    }
    return units;
  }

  private static Word word(List<Object> units) {
    List<Part> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    for (Object unit : units) {
      if (unit instanceof Part part) {
        flush(plain, parts);
        parts.add(part);
      } else {
        plain.append(unit);
      }
    }
    flush(plain, parts);
    return new Word(parts);
  }

  private static void flush(StringBuilder plain, List<Part> parts) {
    if (plain.length() > 0) {
      parts.add(new Word.Text(plain.toString(), false));
      plain.setLength(0);
    }
  }

  private static List<List<Object>> expand(List<Object> units, int from) {
    for (int open = from; open < units.size(); open++) {
      if (units.get(open).equals('{')) {
        int close = closing(units, open);
        List<List<Object>> choices = close < 0 ? List.of() : choices(units, open, close);
        if (!choices.isEmpty()) {
          return combined(units, open, close, choices);
        }
      }
    }
    return List.of(units);
  }

  private static List<List<Object>> combined(
      List<Object> units, int open, int close, List<List<Object>> choices) {
    List<List<Object>> all = new ArrayList<>();
    for (List<Object> choice : choices) {
      List<Object> one = new ArrayList<>(units.subList(0, open));
      one.addAll(choice);
      one.addAll(units.subList(close + 1, units.size()));
      if (all.size() < MOST) {
        all.addAll(expand(one, open));
      }
    }
    return all;
  }

  private static int closing(List<Object> units, int open) {
    int depth = 0;
    for (int i = open; i < units.size(); i++) {
      if (units.get(i).equals('{')) {
        depth++;
      } else if (units.get(i).equals('}') && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static List<List<Object>> choices(List<Object> units, int open, int close) {
    List<List<Object>> choices = new ArrayList<>();
    int depth = 0;
    int start = open + 1;
    for (int i = open + 1; i < close; i++) {
      Object unit = units.get(i);
      depth += unit.equals('{') ? 1 : unit.equals('}') ? -1 : 0;
      if (depth == 0 && unit.equals(',')) {
        choices.add(units.subList(start, i));
        start = i + 1;
      }
    }
    if (choices.isEmpty()) {
      return range(units.subList(open + 1, close));
    }
    choices.add(units.subList(start, close));
    return choices;
  }

  private static List<List<Object>> range(List<Object> inner) {
    StringBuilder text = new StringBuilder();
    inner.forEach(unit -> text.append(unit instanceof Character ? unit : '?'));
    int dots = text.indexOf("..");
    if (dots != 1 || text.length() != 4) {
      return List.of();
    }
    List<List<Object>> all = new ArrayList<>();
    for (char unit = text.charAt(0); unit <= text.charAt(3); unit++) {
      all.add(List.of(unit));
    }
    return all;
  }
}
