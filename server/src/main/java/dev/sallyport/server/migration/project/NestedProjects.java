package dev.sallyport.server.migration.project;

import java.util.ArrayList;
import java.util.List;

/** The projects below a folder that is none itself, such as the packages of a monorepo. */
public final class NestedProjects {
  /** Where workspaces usually keep their packages; the folder itself comes last. */
  private static final List<String> USUAL = List.of("packages", "apps", "libs", "services", "");

  private static final int MOST = 5;

  private NestedProjects() {}

  /** Their folders, the first few. */
  public static List<String> of(ProjectFiles files) {
    List<String> found = new ArrayList<>();
    for (String parent : USUAL) {
      for (FolderEntry entry : files.list(parent).entries()) {
        String folder = parent.isEmpty() ? entry.name() : parent + "/" + entry.name();
        boolean candidate =
            entry.kind() == FolderEntry.Kind.FOLDER
                && !entry.name().startsWith(".")
                && !entry.name().equals("node_modules");
        if (found.size() < MOST && candidate && isProject(files, folder)) {
          found.add(folder);
        }
      }
    }
    return found;
  }

  /** How to get to them; empty where there are none. */
  public static String advice(ProjectFiles files) {
    List<String> folders = of(files);
    return folders.isEmpty()
        ? ""
        : "start with `--project " + String.join("`, or `--project ", folders) + "`";
  }

  private static boolean isProject(ProjectFiles files, String folder) {
    return files.list(folder + "/prisma").entries().stream()
        .anyMatch(
            entry ->
                entry.name().endsWith(".prisma")
                    || entry.name().equals("schema")
                    || entry.name().equals("migrations"));
  }
}
