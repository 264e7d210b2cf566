package dev.sallyport.server.guard.change;

import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.FolderEntry;
import dev.sallyport.server.migration.project.FolderReading;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The project as the next commit has it: out of Git's index, without what is only in the folder.
 * Filters that a repository configures are not run, so line ends are as Git keeps them.
 *
 * <p>Thread-safe. {@code node_modules} is the folder's where no commit has it: Prisma's own reader
 * lies there.
 */
final class StagedFiles extends ProjectFiles {
  private static final String MODULES = "node_modules";
  private static final String LINK = "120000";

  private final Git git;
  private final NavigableMap<String, Entry> entries = new TreeMap<>();
  private final Map<String, byte[]> contents = new HashMap<>();

  /**
   * @param id of the blob
   */
  private record Entry(String mode, String id) {}

  StagedFiles(Path project, Git git) {
    super(project);
    this.git = git;
    for (String field : git.fields("ls-files", "--stage", "-z").orElse(List.of())) {
      int tab = field.indexOf('\t');
      String[] words = field.substring(0, Math.max(tab, 0)).split(" ", -1);
      if (words.length == 3) {
        // Of a conflict, stages 1 to 3, Git makes no commit: the last one stands for it.
        entries.put(field.substring(tab + 1), new Entry(words[0], words[1]));
      }
    }
  }

  @Override
  public synchronized FileReading read(String named) {
    String path = plain(named);
    Entry entry = entries.get(path);
    if (entry == null) {
      if (isModule(path)) {
        return super.read(path);
      }
      return linkAbove(path)
          .<FileReading>map(
              link -> new FileReading.Refused(path, "`" + link + "` is a symbolic link"))
          .orElseGet(() -> new FileReading.Absent(path));
    }
    if (!entry.mode().startsWith("100")) {
      String why = entry.mode().equals(LINK) ? "is a symbolic link" : "is no regular file";
      return new FileReading.Refused(path, why);
    }
    if (!contents.containsKey(entry.id())) {
      contents.putAll(git.blobs(alike(path), LARGEST_FILE));
    }
    byte[] bytes = contents.get(entry.id());
    return bytes == null
        ? new FileReading.Refused(path, "is larger than 8 MiB, or not in this clone")
        : new FileReading.Content(path, bytes);
  }

  @Override
  public FileReading read(String folder, FolderEntry entry) {
    return read(folder + "/" + entry.name());
  }

  @Override
  public FileReading read(String folder, FolderEntry entry, String name) {
    return read(folder + "/" + entry.name() + "/" + name);
  }

  @Override
  public List<FileReading> readEach(String folder, List<FolderEntry> entries, String name) {
    return entries.stream().map(entry -> read(folder, entry, name)).toList();
  }

  @Override
  public FolderReading list(String named) {
    String path = plain(named);
    if (isModule(path)) {
      return super.list(path);
    }
    Entry own = entries.get(path);
    Optional<String> link = own == null ? linkAbove(path) : Optional.of(path);
    if (link.isPresent()) {
      boolean isLink = own == null || own.mode().equals(LINK);
      return new FolderReading(
          isLink ? FolderReading.State.REFUSED : FolderReading.State.ABSENT,
          List.of(),
          "`" + link.get() + "` is a symbolic link");
    }
    String start = path.isEmpty() ? "" : path + "/";
    Map<String, FolderEntry> found = new TreeMap<>();
    for (Map.Entry<String, Entry> entry : entries.tailMap(start, true).entrySet()) {
      if (!entry.getKey().startsWith(start)) {
        break;
      }
      String rest = entry.getKey().substring(start.length());
      int slash = rest.indexOf('/');
      String name = slash < 0 ? rest : rest.substring(0, slash);
      FolderEntry.Kind kind = slash < 0 ? kind(entry.getValue()) : FolderEntry.Kind.FOLDER;
      found.putIfAbsent(name, new FolderEntry(name, Path.of(name), kind));
    }
    return found.isEmpty() && !path.isEmpty()
        ? new FolderReading(FolderReading.State.ABSENT, List.of(), "")
        : new FolderReading(FolderReading.State.READ, List.copyOf(found.values()), path);
  }

  private static FolderEntry.Kind kind(Entry entry) {
    if (entry.mode().equals(LINK)) {
      return FolderEntry.Kind.LINK;
    }
    return entry.mode().startsWith("100") ? FolderEntry.Kind.FILE : FolderEntry.Kind.OTHER;
  }

  private boolean isModule(String path) {
    return (path.equals(MODULES) || path.startsWith(MODULES + "/"))
        && !entries.tailMap(MODULES + "/", true).keySet().stream()
            .findFirst()
            .orElse("")
            .startsWith(MODULES + "/");
  }

  private Optional<String> linkAbove(String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      Entry above = entries.get(path.substring(0, slash));
      if (above != null && above.mode().equals(LINK)) {
        return Optional.of(path.substring(0, slash));
      }
    }
    return Optional.empty();
  }

  /** Who reads one migration reads them all: Git is started once for them. */
  private List<String> alike(String path) {
    String ending = path.substring(path.lastIndexOf('.') + 1);
    boolean many = ending.equals("sql") || ending.equals("prisma");
    String folder = path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    String above = folder.substring(0, Math.max(folder.lastIndexOf('/'), 0));
    return entries.entrySet().stream()
        .filter(
            entry ->
                entry.getKey().equals(path)
                    || many
                        && entry.getKey().startsWith(above)
                        && entry.getKey().endsWith("." + ending)
                        && entry.getValue().mode().startsWith("100"))
        .map(entry -> entry.getValue().id())
        .filter(id -> !contents.containsKey(id))
        .distinct()
        .toList();
  }

  private static String plain(String path) {
    StringBuilder plain = new StringBuilder();
    for (String step : path.split("/", -1)) {
      if (!step.isEmpty() && !step.equals(".")) {
        plain.append(plain.length() == 0 ? "" : "/").append(step);
      }
    }
    return plain.toString();
  }
}
