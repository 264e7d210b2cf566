package dev.sallyport.server.migration.lint;

import dev.sallyport.server.migration.lint.rule.Draft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The scripts to use instead of what was found, as files of their own below {@code
 * sallyport-drafts}. Nothing runs them there; a person moves into the history what is good.
 */
public final class Drafts {
  /** The folder, below the project. */
  public static final String FOLDER = "sallyport-drafts";

  /** A file to write. */
  public record File(String path, String text) {}

  private Drafts() {}

  /** The files for all findings of migrations that have not run. */
  public static List<File> of(List<Reported> reported) {
    List<File> files = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    Set<String> seen = new HashSet<>();
    for (Reported one : reported) {
      if (one.applied() || one.drafts().isEmpty() || !seen.add(one.migration() + one.drafts())) {
        continue;
      }
      String folder = FOLDER + "/" + plain(one.migration());
      String group = plain(one.finding().line() + "_" + one.finding().rule());
      int number = 1;
      for (Draft draft : one.drafts()) {
        String name = String.format("%02d_%s.sql", number++, shortened(draft.name()));
        String path = folder + "/" + group + "/" + name;
        if (taken.add(path)) {
          files.add(new File(path, header(one) + draft.sql()));
        }
      }
    }
    return files;
  }

  private static String header(Reported one) {
    return "-- Instead of "
        + oneLine(one.finding().file())
        + ":"
        + one.finding().line()
        + ", rule "
        + one.finding().rule()
        + ". A migration of its own; the next number runs after it.\n";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  private static String plain(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9_-]+", "_");
    return safe.isEmpty() ? "_" : shortened(safe);
  }

  private static String shortened(String name) {
    return name.length() <= 80 ? name : name.substring(0, 80);
  }
}
