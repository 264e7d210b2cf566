package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Set;

/** Programs that stop others, where the other is Sallyport or a database server. */
final class Stoppers {
  private static final Set<String> STOPPING =
      Set.of("stop", "kill", "disable", "mask", "restart", "unload", "bootout", "remove");

  private Stoppers() {}

  private static boolean isServer(String word) {
    return word.matches("(?i)(.*[./@])?(postgres(ql)?(@?[\\w.-]*)?|postmaster)(\\.service)?");
  }

  static String start(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    boolean ours = words.stream().anyMatch(word -> word.contains("sallyport"));
    String program = invocation.program();
    boolean ends =
        program.contains("kill") || words.stream().anyMatch(word -> STOPPING.contains(word));
    if (ours && ends) {
      shell.bypass(
          "`" + invocation.line() + "` stops Sallyport", "leave it running; " + Ways.PERSON);
    } else if (ends && !program.equals("kill") && words.stream().anyMatch(Stoppers::isServer)) {
      shell.doubt("`" + invocation.line() + "` stops a database server", Ways.PERSON);
    } else if (program.matches("pkill|killall") && words.contains("java")) {
      shell.doubt(
          "`" + invocation.line() + "` ends every Java program, Sallyport among them",
          "end the program you started by its number");
    }
    return Marks.ANYTHING;
  }
}
