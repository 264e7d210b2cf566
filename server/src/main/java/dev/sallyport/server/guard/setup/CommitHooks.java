package dev.sallyport.server.guard.setup;

import java.util.List;
import java.util.Optional;

/** The check before a commit: in pre-commit's file, in husky's, or as Git's own hook. */
final class CommitHooks {
  private static final String BEGIN = "# sallyport:begin";
  private static final String END = "# sallyport:end";

  private final ProjectTree tree;
  private final String command;

  CommitHooks(ProjectTree tree, String command) {
    this.tree = tree;
    this.command = command;
  }

  List<FileEdit> edits() {
    Optional<String> configured = tree.text(PreCommitFile.PATH);
    if (configured.isPresent()) {
      String entry = Pieces.quotedForShell(command) + " check --staged";
      return List.of(new PreCommitFile(configured.get(), entry).edit());
    }
    if (tree.isFolder(".husky")) {
      return List.of(script(".husky/pre-commit"));
    }
    return tree.isFolder(".git/hooks") ? List.of(script(".git/hooks/pre-commit")) : List.of();
  }

  /** At the top, since what stands below may end the script. */
  private FileEdit script(String path) {
    Optional<String> before = tree.text(path);
    String text = before.orElse("");
    String piece =
        BEGIN + "\n" + Pieces.quotedForShell(command) + " check --staged || exit 1\n" + END + "\n";
    String after = text;
    if (!text.contains(BEGIN)) {
      if (before.isEmpty()) {
        after = "#!/bin/sh\n" + piece;
      } else {
        int first = text.startsWith("#!") ? text.indexOf('\n') + 1 : 0;
        after = text.substring(0, first) + piece + text.substring(first);
      }
    }
    return new FileEdit(path, before, after, List.of(piece), true, "the check before a commit");
  }
}
