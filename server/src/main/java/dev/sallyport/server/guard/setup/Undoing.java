package dev.sallyport.server.guard.setup;

import java.util.Optional;

/** Takes our part out of one file. */
final class Undoing {
  private final ProjectTree tree;
  private final Keepsakes.Kept kept;

  Undoing(ProjectTree tree, Keepsakes.Kept kept) {
    this.tree = tree;
    this.kept = kept;
  }

  Setup.Step run(boolean dry) {
    Optional<String> now = tree.text(kept.path());
    if (now.isEmpty() || now.equals(kept.before())) {
      return step("already gone");
    }
    if (now.get().equals(kept.after())) {
      return restored(dry);
    }
    return withoutPieces(now.get(), dry);
  }

  private Setup.Step restored(boolean dry) {
    if (!dry) {
      kept.before()
          .ifPresentOrElse(
              text -> tree.write(kept.path(), text, false),
              () -> tree.remove(kept.path(), kept.folders()));
    }
    return step(kept.before().isPresent() ? "as before" : "removed");
  }

  /** Somebody changed the file since: only what is still ours, word for word, is taken out. */
  private Setup.Step withoutPieces(String now, boolean dry) {
    String text = now;
    int missing = 0;
    for (String piece : kept.inserted()) {
      int at = text.indexOf(piece);
      if (at < 0 || text.indexOf(piece, at + 1) >= 0) {
        missing++;
      } else {
        text = text.substring(0, at) + text.substring(at + piece.length());
      }
    }
    if (kept.inserted().isEmpty() || missing > 0) {
      return step("changed since: left for you to take out");
    }
    if (!dry) {
      tree.write(kept.path(), text, false);
    }
    return step("taken out of what was changed since");
  }

  private Setup.Step step(String done) {
    return new Setup.Step(kept.path(), done, "");
  }
}
