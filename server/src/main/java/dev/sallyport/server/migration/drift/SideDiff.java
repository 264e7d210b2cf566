package dev.sallyport.server.migration.drift;

import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.diff.ColumnOrder;
import dev.sallyport.server.migration.diff.Comparing;
import dev.sallyport.server.migration.diff.RenameCandidate;
import dev.sallyport.server.migration.diff.SchemaDiff;
import dev.sallyport.server.migration.diff.SchemaDifference;
import dev.sallyport.server.migration.diff.ScriptOutcome;
import dev.sallyport.server.migration.diff.script.Rename;
import dev.sallyport.server.migration.diff.script.Renames;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one side has to become to be as another: words, patch, script. */
public final class SideDiff {
  private final SideReader sides;
  private final Supplier<Shadow> shadow;

  public SideDiff(SideReader sides, Supplier<Shadow> shadow) {
    this.sides = sides;
    this.shadow = shadow;
  }

  /** Begins with what a comparison of these two will need. */
  void beginFor(Side from, Side to) {
    if (from != to) {
      sides.begin(sides.project());
    }
  }

  /**
   * Two sides of the project.
   *
   * @param script whether a script is written and proven, which takes longer
   * @param ignored globs of what is left out, besides what the project leaves out
   * @param renames what somebody says was renamed, each as {@code old=new}
   */
  public Differences between(
      Side from, Side to, boolean script, List<String> ignored, List<String> renames) {
    SideFacts before = sides.read(from);
    SideFacts after = sides.read(to);
    List<String> remarks = new ArrayList<>(before.remarks());
    if (from != to) {
      remarks.addAll(after.remarks());
    }
    List<String> left = new ArrayList<>(sides.ignored());
    left.addAll(ignored);
    if (!left.isEmpty()) {
      remarks.add("left out: " + String.join(", ", left));
    }
    SchemaFacts start = before.facts();
    SchemaFacts goal = after.facts();
    if (from == Side.SCHEMA && to != Side.SCHEMA) {
      start = SchemaCompletion.of(start, goal, sides.madeByHand());
    } else if (to == Side.SCHEMA && from != Side.SCHEMA) {
      goal = SchemaCompletion.of(goal, start, sides.madeByHand());
    }
    Differences differences =
        compare(
            start,
            goal,
            sides.traits(),
            Comparing.SCHEMAS.ignoring(ignored),
            script ? shadow : null,
            renames,
            remarks);
    boolean changed = isOld(before) || isOld(after);
    return changed ? differences.outdated() : differences;
  }

  private boolean isOld(SideFacts side) {
    return side.side() == Side.DATABASE && !side.facts().stamp().equals(sides.stamp());
  }

  /**
   * Two databases by their facts.
   *
   * @param shadow where the script is proven; null where none is wanted
   * @param renames what somebody says was renamed, each as {@code old=new}
   */
  static Differences compare(
      SchemaFacts from,
      SchemaFacts to,
      ShadowTraits traits,
      Comparing comparing,
      @Nullable Supplier<Shadow> shadow,
      List<String> renames,
      List<String> remarks) {
    SchemaDifference difference = SchemaDifference.between(from, to, comparing);
    List<Rename> known = Renames.read(renames, difference.before(), difference.after());
    known.forEach(one -> remarks.add("renamed, as was said: " + one));
    ScriptOutcome outcome =
        shadow == null || difference.isEmpty()
            ? null
            : new SchemaDiff(shadow.get(), traits, comparing).script(from, to, known);
    if (comparing.columnOrder()) {
      remarks.addAll(ColumnOrder.remarks(difference, outcome));
    }
    return new Differences(difference, outcome, RenameCandidate.among(difference, known), remarks);
  }
}
