package dev.sallyport.server.migration.generate;

import dev.sallyport.server.migration.project.GenerateSetting;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command that regenerates a project's client: the one that {@code package.json} names, else
 * {@code generate} of the Prisma that is installed. Never a tool that would download one.
 *
 * @param words the program and its arguments; no shell reads them
 * @param shown as a person would type it in the project's folder
 */
record GenerateCommand(List<String> words, String shown) {
  private static final Path PRISMA = Path.of("node_modules", ".bin", "prisma");
  private static final int HIGHEST = 8;

  GenerateCommand {
    words = List.copyOf(words);
  }

  /** The command; empty where no Prisma is installed and none is named. */
  static Optional<GenerateCommand> of(Path project) {
    List<String> named = GenerateSetting.read(new ProjectFiles(project)).command();
    if (!named.isEmpty()) {
      return Optional.of(new GenerateCommand(named, String.join(" ", named)));
    }
    return installed(project)
        .map(prisma -> new GenerateCommand(List.of(prisma, "generate"), USUAL));
  }

  /** What a person runs where nothing is configured. */
  static final String USUAL = "npx prisma generate";

  /** In a workspace the packages of all members lie in the repository's root. */
  private static Optional<String> installed(Path project) {
    List<Path> folders = new ArrayList<>(List.of(project));
    Path folder = project;
    for (int i = 0; i < HIGHEST && folder != null && !Files.exists(folder.resolve(".git")); i++) {
      folder = folder.getParent();
      if (folder != null) {
        folders.add(folder);
      }
    }
    boolean inRepository = folder != null && Files.exists(folder.resolve(".git"));
    return folders.stream()
        .limit(inRepository ? folders.size() : 1)
        .map(place -> place.resolve(PRISMA))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
