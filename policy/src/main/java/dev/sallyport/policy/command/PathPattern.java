package dev.sallyport.policy.command;

import dev.sallyport.policy.command.walk.Marks;
import java.util.List;

/** A path as a command names it, step by step, with patterns and parts that can't be told. */
final class PathPattern {
  private final String path;
  private final List<String> steps;

  PathPattern(String path) {
    this.path = path;
    this.steps = List.of(path.substring(1).split("/"));
  }

  /** The last step in lower case. */
  String name() {
    return steps.get(steps.size() - 1).toLowerCase(java.util.Locale.ROOT);
  }

  /** The step so many before the last; empty where there is none. */
  String before(int back) {
    int at = steps.size() - 1 - back;
    return at < 0 ? "" : steps.get(at);
  }

  List<String> steps() {
    return steps;
  }

  /** Whether it may be the target, or a folder that holds it. */
  boolean covers(String target) {
    if (path.equals("/")) {
      return true;
    }
    List<String> wanted = List.of(target.substring(1).split("/"));
    if (steps.size() > wanted.size()) {
      return false;
    }
    for (int i = 0; i < steps.size(); i++) {
      if (!step(steps.get(i), wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether it may be the target itself. */
  boolean is(String target) {
    return steps.size() == target.substring(1).split("/").length && covers(target);
  }

  /** Whether it stands in the folder, or is it. */
  boolean isIn(String folder) {
    List<String> wanted = List.of(folder.substring(1).split("/"));
    if (steps.size() < wanted.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!step(steps.get(i), wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether its last steps are those. */
  boolean endsWith(String... last) {
    if (steps.size() < last.length) {
      return false;
    }
    for (int i = 0; i < last.length; i++) {
      if (!step(steps.get(steps.size() - last.length + i), last[i])) {
        return false;
      }
    }
    return true;
  }

  /** A star finds no hidden file; what nothing is known of is taken for something else. */
  private static boolean step(String step, String wanted) {
    if (step.equals(Marks.ANYTHING)) {
      return false;
    }
    boolean hidden = wanted.startsWith(".");
    if (hidden && !step.startsWith(".")) {
      return false;
    }
    return Marks.mayBe(step, wanted) || step.equalsIgnoreCase(wanted);
  }
}
