package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act.Access;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Paths;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Set;

/** Programs that remove, move, copy and change files. */
final class FileTools {
  private static final Set<String> DATABASE_PROGRAMS =
      Set.of("prisma", "psql", "dropdb", "createdb", "dropuser", "pg_restore");

  private FileTools() {}

  static String start(Invocation invocation, Shell shell) {
    String program = invocation.program();
    Arguments arguments =
        Arguments.of(
            invocation.arguments(),
            program.matches("cp|mv|ln|install") ? "tSgmo" : program.equals("truncate") ? "sr" : "",
            Set.of(
                "target-directory",
                "suffix",
                "mode",
                "owner",
                "group",
                "size",
                "reference",
                "exclude",
                "rsh"));
    List<String> operands = arguments.operands();
    switch (program) {
      case "rm", "unlink", "shred", "rmdir", "trash", "del", "rd" ->
          operands.forEach(file -> shell.file(Access.REMOVE, file, program));
      case "mv" -> moved(operands, arguments, shell, true, program);
      case "cp", "install", "rsync", "scp", "ln" -> {
        moved(operands, arguments, shell, false, program);
        if (program.equals("rsync") && deletes(invocation.arguments()) && operands.size() > 1) {
          shell.file(Access.REMOVE, arguments.operand(operands.size() - 1), "rsync --delete");
        }
      }
      case "dd" -> dd(operands, shell);
      case "truncate", "chmod", "chown" ->
          operands.forEach(file -> shell.file(Access.WRITE, file, program));
      case "patch" -> Patches.patch(invocation, shell);
      default -> {}
    }
    return "";
  }

  private static boolean deletes(List<String> words) {
    return words.stream().anyMatch(word -> word.matches("--del(ete.*)?"))
        && !words.contains("-n")
        && !words.contains("--dry-run");
  }

  private static void moved(
      List<String> operands, Arguments arguments, Shell shell, boolean removes, String program) {
    if (operands.isEmpty()) {
      return;
    }
    String named = arguments.value("t", "target-directory").orElse("");
    int last = named.isEmpty() && operands.size() > 1 ? operands.size() - 1 : operands.size();
    String target = last < operands.size() ? operands.get(last) : named;
    for (String source : operands.subList(0, last)) {
      shell.file(Access.READ, source, program);
      if (removes) {
        shell.file(Access.REMOVE, source, program);
      }
      if (!target.isEmpty()) {
        noted(source, target, shell);
        shell.file(Access.WRITE, target + "/" + Paths.name(source), program);
      }
    }
    if (!target.isEmpty()) {
      shell.file(Access.WRITE, target, program);
    }
  }

  /** What stands at the target from now on; a program by another name is still that program. */
  private static void noted(String source, String target, Shell shell) {
    String program = Interpreters.installed(source);
    String name = program.isEmpty() ? Paths.name(source) : program;
    if (!program.isEmpty() || source.indexOf('/') >= 0 && DATABASE_PROGRAMS.contains(name)) {
      String text = "exec " + name + " \"$@\"\n";
      shell.wrote(target, text);
      shell.wrote(target + "/" + Paths.name(source), text);
    } else {
      shell.text(source).ifPresent(text -> shell.wrote(target, text));
    }
  }

  private static void dd(List<String> operands, Shell shell) {
    for (String operand : operands) {
      if (operand.startsWith("if=")) {
        shell.file(Access.READ, operand.substring(3), "dd");
      } else if (operand.startsWith("of=")) {
        shell.file(Access.WRITE, operand.substring(3), "dd");
      }
    }
  }
}
