package dev.sallyport.server.migration.lint;

import dev.sallyport.server.migration.project.FolderEntry;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The SQL files of a folder in the order of their numbers; those that only undo others are not. */
final class SqlFolder {
  /** How deep below a named folder files are looked for. */
  private static final int DEEPEST = 4;

  private static final Set<String> NOT_OURS =
      Set.of("node_modules", Drafts.FOLDER, "revert", "down", "undo", "rollback");

  private SqlFolder() {}

  /** The file itself, or those below the folder. */
  static List<String> files(ProjectFiles files, String path) {
    return files(files, path, DEEPEST);
  }

  private static List<String> files(ProjectFiles files, String path, int depth) {
    if (path.endsWith(".sql")) {
      return List.of(path);
    }
    List<String> found = new ArrayList<>();
    List<FolderEntry> entries = new ArrayList<>(files.list(path).entries());
    entries.sort(Comparator.comparing(FolderEntry::name, new NaturalOrder()));
    for (FolderEntry entry : entries) {
      String name = entry.name();
      String below = path + "/" + name;
      if (entry.kind() == FolderEntry.Kind.FOLDER && depth > 0) {
        if (!name.startsWith(".") && !NOT_OURS.contains(name)) {
          found.addAll(files(files, below, depth - 1));
        }
      } else if (entry.kind() != FolderEntry.Kind.FOLDER && isForward(name)) {
        // A link is not followed, and not passed over in silence either: reading it is refused.
        found.add(below);
      }
    }
    return found;
  }

  private static boolean isForward(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    return plain.endsWith(".sql")
        && !plain.matches("(.*[._-])?(down|undo|rollback|revert)\\.sql")
        && !name.matches("U\\d.*__.*");
  }
}
