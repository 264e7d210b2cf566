package dev.sallyport.server.migration.lint;

import dev.sallyport.server.migration.finding.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of what is wrong with a history as a whole, only the newest place is worth saying. */
final class Newest {
  private static final String RULE = "no-lock-timeout";

  private Newest() {}

  static List<Reported> only(List<Reported> reported) {
    @Nullable Reported newest = null;
    for (Reported one : reported) {
      boolean sameFile =
          newest != null
              && newest.finding().file().equals(one.finding().file())
              && newest.migration().equals(one.migration());
      if (isMeant(one) && !sameFile) {
        newest = one;
      }
    }
    List<Reported> kept = new ArrayList<>();
    List<String> noted = new ArrayList<>();
    for (Reported one : reported) {
      boolean lapse = one.finding().rule().equals(RULE) && !isMeant(one);
      if (lapse && noted.contains(one.finding().file())) {
        continue;
      }
      if (lapse) {
        noted.add(one.finding().file());
      }
      if (!isMeant(one) || one == newest) {
        kept.add(one);
      }
    }
    return kept;
  }

  private static boolean isMeant(Reported one) {
    return one.finding().rule().equals(RULE) && one.finding().severity() != Severity.NOTE;
  }
}
