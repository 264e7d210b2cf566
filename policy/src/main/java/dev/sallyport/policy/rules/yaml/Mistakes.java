package dev.sallyport.policy.rules.yaml;

import dev.sallyport.policy.Mistake;
import dev.sallyport.policy.Mistake.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything found wrong in one file, so that all of it is told at once. */
public final class Mistakes {
  private static final int MOST = 200;
  private static final int LONGEST_TEXT = 80;

  private final String file;
  private final List<Mistake> found = new ArrayList<>();
  private int unlisted;

  public Mistakes(String file) {
    this.file = file;
  }

  /** Notes what keeps the file from being used. */
  public void error(Node at, String message, String help) {
    note(Severity.ERROR, at.line(), at.column(), at.text(), message, help);
  }

  /** Notes what is doubtful. */
  public void warning(Node at, String message, String help) {
    note(Severity.WARNING, at.line(), at.column(), at.text(), message, help);
  }

  void error(int line, int column, String text, String message, String help) {
    note(Severity.ERROR, line, column, text, message, help);
  }

  public boolean hasErrors() {
    return errors() > 0;
  }

  /** How many of them keep the file from being used. */
  public int errors() {
    return unlisted
        + (int) found.stream().filter(each -> each.severity() == Severity.ERROR).count();
  }

  /** All of them, in the order of the file. */
  public List<Mistake> all() {
    List<Mistake> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column));
    if (unlisted > 0) {
      sorted.add(
          new Mistake(
              Severity.ERROR,
              file,
              1,
              1,
              "",
              "and " + unlisted + " more mistakes",
              "mend these first, then check again"));
    }
    return sorted;
  }

  private void note(
      Severity severity, int line, int column, String text, String message, String help) {
    if (found.size() == MOST) {
      unlisted++;
      return;
    }
    Mistake mistake =
        new Mistake(severity, file, line, column, Quoted.cut(text, LONGEST_TEXT), message, help);
    if (!found.contains(mistake)) {
      found.add(mistake);
    }
  }
}
