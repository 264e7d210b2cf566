package dev.sallyport.server.migration.drift;

import dev.sallyport.server.shadow.Replay;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Roles that migrations count on and that no fresh database has, because a whole server shares
 * them. A shadow of ours gives them names and no powers.
 */
final class NamedRoles {
  private static final int MOST = 20;
  private static final Pattern MISSING = Pattern.compile("role \"(.+)\" does not exist");

  private final boolean possible;
  private final TreeSet<String> all = new TreeSet<>();

  /**
   * @param possible whether the shadow can have roles at all
   */
  NamedRoles(boolean possible) {
    this.possible = possible;
  }

  /** Whether a migration stopped for want of a role that the next try will have. */
  boolean isAddedFor(SideException stopped) {
    Optional<Matcher> missing =
        stopped.stopped().map(Replay.Stopped::message).map(MISSING::matcher).filter(Matcher::find);
    if (!possible || missing.isEmpty() || all.size() == MOST) {
      return false;
    }
    String role = missing.get().group(1);
    // Names that start so are PostgreSQL's own.
    return !role.startsWith("pg_") && all.add(role);
  }

  /** Those that were missing. */
  List<String> all() {
    return List.copyOf(all);
  }
}
