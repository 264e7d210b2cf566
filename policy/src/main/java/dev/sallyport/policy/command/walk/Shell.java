package dev.sallyport.policy.command.walk;

import dev.sallyport.policy.command.Act;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a program sees of the shell that starts it. */
public final class Shell {
  private final Walk walk;
  private final Scope scope;

  Shell(Walk walk, Scope scope) {
    this.walk = walk;
    this.scope = scope;
  }

  public Scope scope() {
    return scope;
  }

  /** Says what would be done. */
  public void report(Act act) {
    walk.report(act);
  }

  /** Says that this must not happen past the gate. */
  public void bypass(String what, String help) {
    walk.report(new Act.Bypass(what, help));
  }

  /** Says that only a person can tell. */
  public void doubt(String what, String help) {
    walk.report(new Act.Doubt(what, help));
  }

  /** Says that a file is used. */
  public void file(Act.Access access, String path, String through) {
    walk.report(new Act.FileUse(access, path(path), through));
  }

  /** Takes a file of credentials into this shell's environment. */
  public void load(String path, String through) {
    Loaded.into(scope, walk, new Act.FileUse(Act.Access.READ, path(path), through), text(path));
  }

  /** An operand as an absolute path. */
  public String path(String operand) {
    return walk.path(operand, scope);
  }

  /** The text of a file that the script wrote or somebody read; empty where neither is known. */
  public Optional<String> text(String operand) {
    return walk.text(path(operand), scope);
  }

  /** Notes what a program wrote to a file. */
  public void wrote(String operand, String text) {
    scope.write(path(operand), text);
  }

  /** Starts another program, as wrappers do. */
  public String start(List<String> words, Map<String, String> environment, @Nullable String input) {
    return walk.start(words, environment, input, scope);
  }

  /** Runs a script in this shell, as {@code eval} does. */
  public String evaluate(String script, @Nullable String input) {
    return walk.text(script, input, scope);
  }

  /** Runs a script in a shell of its own. */
  public String runApart(String script, List<String> positional, @Nullable String input) {
    Scope inner = scope.copy();
    inner.setPositional(positional);
    return walk.text(script, input, inner);
  }

  /** Runs a script on another host or in another container: its files are not these. */
  public String runElsewhere(String script, @Nullable String input) {
    Scope inner = scope.copy();
    inner.enter("/" + Marks.UNKNOWN);
    return walk.text(script, input, inner);
  }
}
