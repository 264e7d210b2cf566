package dev.sallyport.server.guard;

import dev.sallyport.policy.command.Act.Loss;
import dev.sallyport.policy.command.WorkTree;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Git's own status says of the files that a guard may mind. */
final class GitWorkTree implements WorkTree {
  private static final List<String> MINDED =
      List.of(
          ":(top,glob)**/policies.yaml",
          ":(top,glob)**/migrations/**",
          ":(top,glob)**/.claude/**",
          ":(top,glob)**/.mcp.json",
          ":(top,glob)**/.cursor/**",
          ":(top,glob)**/.vscode/mcp.json");

  private final List<String> policies;

  /**
   * A work tree.
   *
   * @param policies further files that matter, absolute
   */
  GitWorkTree(List<String> policies) {
    this.policies = List.copyOf(policies);
  }

  @Override
  public List<String> losing(String folder, Loss loss) {
    try {
      Path start = Path.of(folder);
      Optional<String> up = QuietGit.run(start, "rev-parse", "--show-cdup");
      return up.isEmpty()
          ? List.of()
          : losing(start, start.resolve(up.get().strip()).normalize(), loss);
    } catch (IOException | InvalidPathException e) {
      return List.of();
    }
  }

  private List<String> losing(Path folder, Path top, Loss loss) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--porcelain=v1",
                "-z",
                "--no-renames",
                "--untracked-files=" + (loss == Loss.NEW_FILES ? "normal" : "all")));
    if (loss == Loss.IGNORED || loss == Loss.IGNORED_TOO) {
      words.add("--ignored=traditional");
    }
    words.add("--");
    words.addAll(MINDED);
    policies.stream()
        .filter(policy -> Path.of(policy).startsWith(top))
        .map(policy -> ":(top,literal)" + top.relativize(Path.of(policy)))
        .forEach(words::add);
    List<String> lost = new ArrayList<>();
    for (String entry : QuietGit.status(folder, words).orElse("").split("\0", -1)) {
      if (entry.length() > 3 && isLost(entry.substring(0, 2), loss) && !entry.endsWith("/")) {
        lost.add(top.resolve(entry.substring(3)).toString());
      }
    }
    return lost;
  }

  private static boolean isLost(String state, Loss loss) {
    return switch (loss) {
      case CHANGES -> !state.equals("??") && !state.equals("!!");
      case NEW_FILES, NEW_FOLDERS -> state.equals("??");
      case IGNORED_TOO -> state.equals("??") || state.equals("!!");
      case IGNORED -> state.equals("!!");
    };
  }
}
