package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.shell.AnsiQuotes;
import dev.sallyport.policy.command.walk.Marks;
import java.util.List;

/** {@code tr}: characters for characters. */
final class Translation {
  private Translation() {}

  static String of(List<String> words, String text) {
    List<String> sets = words.stream().filter(word -> !word.matches("-[cCdst]+")).toList();
    boolean deletes = words.stream().anyMatch(word -> word.matches("-[a-z]*d[a-z]*"));
    if (sets.isEmpty() || words.stream().anyMatch(word -> word.matches("-[a-z]*[cC].*"))) {
      return Marks.ANYTHING;
    }
    String from = expanded(sets.get(0));
    String to = sets.size() > 1 ? expanded(sets.get(1)) : "";
    StringBuilder all = new StringBuilder();
    for (char unit : text.toCharArray()) {
      int at = from.indexOf(unit);
      if (at < 0) {
        all.append(unit);
      } else if (!deletes && !to.isEmpty()) {
        all.append(to.charAt(Math.min(at, to.length() - 1)));
      } else if (!deletes) {
        all.append(unit);
      }
    }
    return all.toString();
  }

  private static String expanded(String set) {
    String plain =
        AnsiQuotes.decode(Marks.plain(set))
            .replace("[:upper:]", "A-Z")
            .replace("[:lower:]", "a-z")
            .replace("[:space:]", " \t\n")
            .replace("[:digit:]", "0-9");
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      if (i + 2 < plain.length() && plain.charAt(i + 1) == '-') {
        for (char unit = plain.charAt(i); unit <= plain.charAt(i + 2); unit++) {
          all.append(unit);
        }
        i += 2;
      } else {
        all.append(plain.charAt(i));
      }
    }
    return all.toString();
  }
}
