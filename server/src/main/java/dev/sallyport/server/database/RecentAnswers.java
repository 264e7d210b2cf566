package dev.sallyport.server.database;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers that the catalog gave a moment ago. Each holds only while the database's state is the
 * very same: once anything is committed there, by anyone, it is asked again. Thread-safe.
 *
 * <p>Not for questions about what changes without a commit: sizes, statistics, settings.
 */
public final class RecentAnswers {
  private static final int MOST = 512;
  private static final int LARGEST = 1_000;

  private final Map<Question, List<List<@Nullable String>>> recent =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<Question, List<List<@Nullable String>>> eldest) {
          return size() > MOST;
        }
      };

  /** A question at one state of the database. */
  record Question(String state, String sql, List<@Nullable String> parameters) {}

  synchronized @Nullable List<List<@Nullable String>> get(Question question) {
    return recent.get(question);
  }

  synchronized void put(Question question, List<List<@Nullable String>> rows) {
    if (rows.size() <= LARGEST) {
      recent.put(question, rows);
    }
  }
}
