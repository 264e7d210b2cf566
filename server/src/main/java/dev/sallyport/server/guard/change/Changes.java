package dev.sallyport.server.guard.change;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The files that differ from where the work began.
 *
 * @param files the project as the next commit has it, which is what is judged
 * @param all below the project, without following renames: a moved file is one removed, one added
 * @param remarks what a person should know of how they were found
 */
public record Changes(ProjectFiles files, List<Change> all, Before before, List<String> remarks) {
  public Changes {
    all = List.copyOf(all);
    remarks = List.copyOf(remarks);
  }

  /** The project as it was where the work began. */
  public interface Before {
    /** A file's text; empty where there was none. */
    Optional<String> text(String path);

    /** The files below a folder. */
    List<String> files(String folder);

    /** Whether the branch that others share has the file too. */
    boolean isShared(String path);
  }

  /** What the next commit would change. */
  public static Changes staged(Path project) {
    Git git = repository(project);
    String head = git.ask("rev-parse", "--verify", "--quiet", "HEAD").isPresent() ? "HEAD" : "";
    // The empty tree: the first commit has nothing before it.
    String before = head.isEmpty() ? "4b825dc642cb6eb9a060e54bf8d69288fbee4904" : head;
    return new Changes(
        new StagedFiles(project, git),
        diff(git, "--cached", before),
        new Tree(git, before, upstream(git)),
        List.of());
  }

  /**
   * What the work since it left another branch changes, commits and staged files alike.
   *
   * @param reference the other branch, such as {@code origin/main}
   */
  public static Changes since(Path project, String reference) {
    Git git = repository(project);
    Optional<String> commit =
        reference.startsWith("-")
            ? Optional.empty()
            : git.ask("rev-parse", "--verify", "--quiet", reference + "^{commit}");
    boolean shallow =
        git.ask("rev-parse", "--is-shallow-repository")
            .map(t -> t.strip().equals("true"))
            .orElse(false);
    if (commit.isEmpty()) {
      throw SallyportException.environment(
          "`"
              + reference
              + "` is not in this repository"
              + (shallow ? ", which is a shallow clone" : ""),
          shallow
              ? "fetch it with its history: `fetch-depth: 0` in the workflow, or `git fetch"
                  + " --unshallow`"
              : "name a branch that is, or fetch it first");
    }
    String base = commit.get().strip();
    Optional<String> left = git.ask("merge-base", base, "HEAD").map(String::strip);
    List<String> remarks = new ArrayList<>();
    if (left.isEmpty()) {
      remarks.add(
          "`"
              + reference
              + "` and this branch have no common commit"
              + (shallow ? " in this shallow clone" : "")
              + ", so the branch's last commit stands for it; fetch more history to compare with"
              + " where the work began");
    }
    String from = left.orElse(base);
    return new Changes(
        new StagedFiles(project, git),
        diff(git, "--cached", from),
        new Tree(git, from, base),
        remarks);
  }

  private static Git repository(Path project) {
    Git git = new Git(project);
    if (git.ask("rev-parse", "--git-dir").isEmpty()) {
      throw SallyportException.environment(
          "`" + project + "` is in no Git repository that can be read",
          "run it in a clone, or without `--staged` and `--base`");
    }
    return git;
  }

  private static String upstream(Git git) {
    for (String name : List.of("origin/HEAD", "origin/main", "origin/master", "main", "master")) {
      Optional<String> commit = git.ask("rev-parse", "--verify", "--quiet", name + "^{commit}");
      if (commit.isPresent()) {
        return commit.get().strip();
      }
    }
    return "HEAD";
  }

  private static List<Change> diff(Git git, String... from) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "diff",
                "--name-status",
                "-z",
                "--no-renames",
                "--no-ext-diff",
                "--no-textconv",
                "--ignore-submodules",
                "--relative"));
    words.addAll(List.of(from));
    words.add("--");
    List<String> fields =
        git.fields(words.toArray(String[]::new))
            .orElseThrow(
                () ->
                    SallyportException.environment(
                        "Git can't compare", "see whether `git status` works here"));
    List<Change> all = new ArrayList<>();
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      Change.Kind kind =
          switch (fields.get(i).charAt(0)) {
            case 'A' -> Change.Kind.ADDED;
            case 'D' -> Change.Kind.REMOVED;
            default -> Change.Kind.CHANGED;
          };
      all.add(new Change(kind, fields.get(i + 1)));
    }
    return all;
  }

  /** The paths that changed so. */
  public List<String> paths(Change.Kind kind, Predicate<String> wanted) {
    return all.stream()
        .filter(change -> change.kind() == kind)
        .map(Change::path)
        .filter(wanted)
        .toList();
  }

  /** A commit's files. */
  private record Tree(Git git, String commit, String shared) implements Before {
    @Override
    public Optional<String> text(String path) {
      return git.ask("cat-file", "blob", commit + ":./" + path);
    }

    @Override
    public List<String> files(String folder) {
      return git.fields("ls-tree", "-r", "-z", "--name-only", commit, "--", folder + "/")
          .orElse(List.of());
    }

    @Override
    public boolean isShared(String path) {
      return git.ask("cat-file", "-e", shared + ":./" + path).isPresent();
    }
  }
}
