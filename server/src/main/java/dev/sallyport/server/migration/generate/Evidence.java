package dev.sallyport.server.migration.generate;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run generated, as the disk shows it. An exit code of 0 proves nothing, and neither do
 * words: a folder counts if a file in it changed since the run began.
 */
final class Evidence {
  /** As Prisma says it, such as {@code ✔ Generated Prisma Client (v6.19.3) to ./client in 45ms}. */
  private static final Pattern SAID =
      Pattern.compile("Generated (.{1,200}?) to (.{1,300}) in \\d[\\d.]*\\s?m?s\\b");

  private static final int MOST_FILES = 20_000;

  /** Clocks of file systems run behind by a tick. */
  private static final long TICK_MILLIS = 20;

  private final Path project;
  private final FileTime since;

  Evidence(Path project, Instant began) {
    this.project = project;
    this.since = FileTime.from(began.minusMillis(TICK_MILLIS));
  }

  /**
   * Something that was generated.
   *
   * @param name what Prisma calls it; the path again where nobody named it
   * @param path as it was said
   */
  record Generated(String name, String path) {}

  /** Everything said or configured that the disk shows. */
  List<Generated> of(List<String> lines, List<String> outputs) {
    List<Generated> found = new ArrayList<>();
    for (String line : lines) {
      said(line).filter(generated -> changed(generated.path())).ifPresent(found::add);
    }
    outputs.stream()
        .filter(this::changed)
        .map(path -> new Generated(path, path))
        .forEach(found::add);
    return found.stream().distinct().toList();
  }

  private static Optional<Generated> said(String line) {
    Matcher matcher = SAID.matcher(line);
    return matcher.find()
        ? Optional.of(new Generated(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  private boolean changed(String said) {
    try {
      Path place = project.resolve(said);
      if (!Files.exists(place)) {
        return false;
      }
      Search search = new Search();
      Files.walkFileTree(place.toRealPath(), search);
      return search.found;
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  /** Looks for one changed file, without following links. */
  private final class Search extends SimpleFileVisitor<Path> {
    private int seen;
    private boolean found;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      found = attributes.isRegularFile() && changedAt(file).compareTo(since) >= 0;
      return found || ++seen > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    /** The change of the inode can't be set back by whoever writes the file. */
    private static FileTime changedAt(Path file) throws IOException {
      try {
        return (FileTime)
            Files.getAttribute(file, "unix:ctime", java.nio.file.LinkOption.NOFOLLOW_LINKS);
      } catch (UnsupportedOperationException e) {
        return Files.getLastModifiedTime(file, java.nio.file.LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
