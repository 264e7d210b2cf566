package dev.sallyport.policy.command.walk;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths as text: nothing is looked at. */
public final class Paths {
  private Paths() {}

  /** The path, absolute and without {@code .} and {@code ..}. */
  public static String resolve(String folder, String path) {
    String plain = path.replace('\\', '/');
    String whole = plain.startsWith("/") || drive(plain) ? plain : folder + "/" + plain;
    Deque<String> steps = new ArrayDeque<>();
    for (String step : whole.split("/", -1)) {
      if (step.equals("..")) {
        steps.pollLast();
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.addLast(step);
      }
    }
    return "/" + String.join("/", steps);
  }

  /** The last step of a path. */
  public static String name(String path) {
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return plain.substring(plain.lastIndexOf('/') + 1);
  }

  private static boolean drive(String path) {
    return path.length() > 2 && path.charAt(1) == ':' && path.charAt(2) == '/';
  }
}
