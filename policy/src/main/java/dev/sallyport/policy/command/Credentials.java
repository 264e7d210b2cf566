package dev.sallyport.policy.command;

import dev.sallyport.policy.command.walk.Marks;
import java.util.Set;

/** Files that hold a database's credentials, by their names. */
public final class Credentials {
  private static final Set<String> EXAMPLES =
      Set.of("example", "sample", "template", "tpl", "dist", "defaults", "schema", "vault");

  private Credentials() {}

  /** Whether a file of that absolute path is one of them. */
  public static boolean areIn(String path) {
    return areIn(new PathPattern(path));
  }

  static boolean areIn(PathPattern path) {
    String name = path.name();
    if (path.endsWith("environ") && path.steps().get(0).equals("proc")) {
      return true;
    }
    if (name.equals(".pgpass") || name.equals(".envrc") || name.equals(".pg_service.conf")) {
      return true;
    }
    if (name.startsWith(".") && Marks.pattern(name)) {
      return Marks.mayBe(name, ".env") || Marks.mayBe(name, ".env.local");
    }
    if (name.equals(".env") || name.startsWith(".env" + Marks.UNKNOWN)) {
      return true;
    }
    return name.startsWith(".env.")
        && !EXAMPLES.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
