package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Set;

/** Programs that stop others, where the other is Sallyport. */
final class Stoppers {
  private static final Set<String> STOPPING =
      Set.of("stop", "kill", "disable", "mask", "restart", "unload", "bootout", "remove");

  private Stoppers() {}

  static String start(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    boolean ours = words.stream().anyMatch(word -> word.contains("sallyport"));
    String program = invocation.program();
    boolean ends =
        program.contains("kill") || words.stream().anyMatch(word -> STOPPING.contains(word));
    if (ours && ends) {
      shell.bypass(
          "`" + invocation.line() + "` stops Sallyport", "leave it running; " + Ways.PERSON);
    } else if (program.matches("pkill|killall") && words.contains("java")) {
      shell.doubt(
          "`" + invocation.line() + "` ends every Java program, Sallyport among them",
          "end the program you started by its number");
    }
    return Marks.ANYTHING;
  }
}
