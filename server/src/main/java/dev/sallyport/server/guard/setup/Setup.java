package dev.sallyport.server.guard.setup;

import dev.sallyport.policy.rules.BuiltInPolicies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts Sallyport into a project, and takes it out again. Doing it twice changes nothing; what
 * cannot be done is found out before anything is written.
 */
public final class Setup {
  private final ProjectTree tree;
  private final Path home;

  /**
   * A setup.
   *
   * @param home where what was there before is kept
   */
  public Setup(Path project, Path home) {
    this.tree = new ProjectTree(project);
    this.home = home;
  }

  /** What is wanted beside what every project gets. */
  public record Wishes(
      String command, BuiltInPolicies template, boolean cursor, boolean vscode, boolean dry) {}

  /** What happened, or would happen, to one file. */
  public record Step(String path, String done, String what) {}

  /**
   * Writes every file that does not say yet what it should.
   *
   * @throws dev.sallyport.server.SallyportException where a file is a link, no text, or no JSON
   */
  public List<Step> run(Wishes wishes) {
    List<FileEdit> edits =
        new Pieces(tree, wishes.command(), wishes.template()).all(wishes.cursor(), wishes.vscode());
    List<Step> steps = new ArrayList<>();
    Keepsakes keepsakes = Keepsakes.in(home);
    for (FileEdit edit : edits) {
      String done =
          edit.before().isEmpty() ? "new" : edit.changes() ? "added to" : "as it should be";
      steps.add(new Step(edit.path(), done, edit.what()));
      if (edit.changes() && !wishes.dry()) {
        keepsakes.before(edit);
        List<String> folders = tree.write(edit.path(), edit.after(), edit.executable());
        keepsakes.after(edit, folders);
      }
    }
    return steps;
  }

  /** Takes everything out again: to the byte where nobody changed the file since. */
  public List<Step> undo(boolean dry) {
    Keepsakes keepsakes = Keepsakes.in(home);
    List<Step> steps = new ArrayList<>();
    for (Keepsakes.Kept kept : keepsakes.all()) {
      steps.add(new Undoing(tree, kept).run(dry));
    }
    if (!dry) {
      keepsakes.forget();
    }
    return steps;
  }
}
