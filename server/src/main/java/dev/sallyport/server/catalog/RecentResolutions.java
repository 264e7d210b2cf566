package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.database.CatalogSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Statements resolved a moment ago. An answer holds only while the database's state is the very
 * same: once anything is committed there, it is asked again.
 */
final class RecentResolutions {
  private static final int MOST = 256;

  private final Map<Key, Statement> recent =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Statement> eldest) {
          return size() > MOST;
        }
      };

  private record Key(String snapshot, Statement statement) {}

  Statement of(Statement statement, CatalogSession session, Supplier<Statement> resolve) {
    Key key = new Key(session.snapshot(), statement);
    Statement known = get(key);
    if (known == null) {
      known = resolve.get();
      put(key, known);
    }
    return known;
  }

  private synchronized @Nullable Statement get(Key key) {
    return recent.get(key);
  }

  private synchronized void put(Key key, Statement resolved) {
    recent.put(key, resolved);
  }
}
