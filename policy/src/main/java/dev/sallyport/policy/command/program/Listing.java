package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Set;

/** {@code ls}: whether a name that matters would be among those that it prints. */
final class Listing {
  private Listing() {}

  static String start(Invocation invocation, Shell shell) {
    Arguments arguments =
        Arguments.of(invocation.arguments(), "ITw", Set.of("ignore", "hide", "width"));
    List<String> folders = arguments.operands();
    boolean here = folders.isEmpty() || folders.equals(List.of("."));
    if (folders.stream().anyMatch(Marks::pattern)) {
      return String.join("\n", folders) + "\n";
    }
    return here && arguments.has("a", "A", "all", "almost-all") && shell.text(".env").isPresent()
        ? Marks.ANYTHING + "\n.env\n"
        : Marks.ANYTHING;
  }
}
