package dev.sallyport.policy.rules.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word somebody probably meant. */
public final class Nearest {
  private Nearest() {}

  /** The word closest to what was typed, where one is close enough to be meant. */
  public static Optional<String> to(String typed, Collection<String> words) {
    String plain = plain(typed);
    return words.stream()
        .filter(word -> distance(plain, plain(word)) <= Math.max(1, plain.length() / 3))
        .min(
            Comparator.<String>comparingInt(word -> distance(plain, plain(word)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replace('_', '-');
    return lower.length() > 40 ? lower.substring(0, 40) : lower;
  }

  /** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
  private static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= to.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      for (int j = 1; j <= to.length(); j++) {
        int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[from.length()][to.length()];
  }
}
