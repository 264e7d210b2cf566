package dev.sallyport.server.migration.history;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.migration.project.PrismaProject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of drift when {@code status} is asked; the room that compares brings it. */
@FunctionalInterface
public interface DriftInShort {
  /** Nobody compares. */
  DriftInShort NOBODY =
      (project, files, call) ->
          new Unknown("migrations, schema.prisma and database were not compared");

  /** What is known now, of a project as it was just read. */
  Known known(PrismaProject project, MigrationFiles files, Cancellation call);

  /** Whether the sides were compared. */
  sealed interface Known {}

  /**
   * They were.
   *
   * @param entries each with scenario, objects and remedy, JSON-ready; empty where nothing drifted
   */
  record Compared(List<Map<String, @Nullable Object>> entries) implements Known {
    public Compared {
      entries = List.copyOf(entries);
    }
  }

  /**
   * They were not, or not all of them.
   *
   * @param why lower case, one line
   */
  record Unknown(String why) implements Known {}
}
