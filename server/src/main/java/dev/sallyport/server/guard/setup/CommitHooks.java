package dev.sallyport.server.guard.setup;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The check before a commit: in pre-commit's file, in husky's, or as Git's own hook. */
final class CommitHooks {
  private static final String CONFIG = ".pre-commit-config.yaml";
  private static final String BEGIN = "# sallyport:begin";
  private static final String END = "# sallyport:end";
  private static final Pattern REPOS = Pattern.compile("(?m)^repos:[ \\t]*(#.*)?\\r?\\n");

  private final ProjectTree tree;
  private final String command;

  CommitHooks(ProjectTree tree, String command) {
    this.tree = tree;
    this.command = command;
  }

  List<FileEdit> edits() {
    if (tree.text(CONFIG).isPresent()) {
      return preCommit();
    }
    if (tree.isFolder(".husky")) {
      return List.of(script(".husky/pre-commit"));
    }
    return tree.isFolder(".git/hooks") ? List.of(script(".git/hooks/pre-commit")) : List.of();
  }

  /** A text insertion, so that comments and layout of the rest stay. */
  private List<FileEdit> preCommit() {
    String text = tree.text(CONFIG).orElse("");
    Matcher repos = REPOS.matcher(text);
    if (text.contains("id: sallyport") || !repos.find()) {
      return List.of(
          new FileEdit(
              CONFIG, Optional.of(text), text, List.of(), false, "the check before a commit"));
    }
    Matcher item = Pattern.compile("(?m)^([ \\t]*)- ").matcher(text);
    String indent = item.find(repos.end()) ? item.group(1) : "  ";
    String line = text.contains("\r\n") ? "\r\n" : "\n";
    String piece =
        String.join(
                line,
                indent + "- repo: local",
                indent + "  hooks:",
                indent + "    - id: sallyport",
                indent + "      name: sallyport check",
                indent + "      entry: " + Pieces.quotedForShell(command) + " check --staged",
                indent + "      language: system",
                indent + "      pass_filenames: false")
            + line;
    String after = text.substring(0, repos.end()) + piece + text.substring(repos.end());
    return List.of(
        new FileEdit(
            CONFIG, Optional.of(text), after, List.of(piece), false, "the check before a commit"));
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
