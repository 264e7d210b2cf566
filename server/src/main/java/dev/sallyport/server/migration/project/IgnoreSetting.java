package dev.sallyport.server.migration.project;

import java.util.List;

/**
 * The objects that {@code package.json} leaves out of every comparison, under {@code
 * sallyport.ignore}.
 *
 * @param globs over {@code schema.name} or {@code name}
 */
public record IgnoreSetting(List<String> globs) {
  private static final int MOST = 100;

  /** A name is at most 63 bytes long, and so is its schema's. */
  private static final int LONGEST = 127;

  /** With every star matching takes longer by the length of the name. */
  private static final int MOST_STARS = 3;

  public IgnoreSetting {
    globs = List.copyOf(globs);
  }

  /** Reads the setting; what is no sound glob is left out. */
  public static IgnoreSetting read(ProjectFiles files) {
    return new IgnoreSetting(
        PackageManifest.of(files.read("package.json")).texts("sallyport", "ignore").stream()
            .filter(IgnoreSetting::isSound)
            .limit(MOST)
            .toList());
  }

  /** Whether a glob can be matched in good time. */
  public static boolean isSound(String glob) {
    return !glob.isBlank()
        && glob.length() <= LONGEST
        && glob.chars().filter(c -> c == '*').count() <= MOST_STARS;
  }
}
