package dev.sallyport.server.migration.project;

import java.util.List;

/**
 * How {@code package.json} wants the client generated, under {@code sallyport.generate}.
 *
 * @param command the program and its arguments, run without a shell; empty for Prisma's own
 * @param outputs folders or files that the command writes; empty where Prisma names them itself
 */
public record GenerateSetting(List<String> command, List<String> outputs) {
  public GenerateSetting {
    command = List.copyOf(command);
    outputs = List.copyOf(outputs);
  }

  /** Reads the setting. */
  public static GenerateSetting read(ProjectFiles files) {
    PackageManifest manifest = PackageManifest.of(files.read("package.json"));
    return new GenerateSetting(
        manifest.texts("sallyport", "generate", "command"),
        manifest.texts("sallyport", "generate", "outputs").stream()
            .flatMap(path -> ProjectSearch.inside(path).stream())
            .toList());
  }
}
