package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Set;

/** Sallyport's own commands: those that are a person's, and those that start it loosened. */
final class SallyportProgram {
  private static final Set<String> PERSONS =
      Set.of(
          "approve",
          "reject",
          "freeze",
          "thaw",
          "tickets approve",
          "tickets reject",
          "tickets run",
          "tickets settle",
          "approver init",
          "approver revoke",
          "environment pin",
          "policy trust",
          "restore");
  private static final Set<String> LOOSE =
      Set.of("SALLYPORT_CONFIG", "SALLYPORT_HOME", "SALLYPORT_POLICY", "SALLYPORT_STORE");

  private SallyportProgram() {}

  static String start(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    if (Arguments.asksForHelp(words)) {
      return Marks.ANYTHING;
    }
    Arguments arguments =
        Arguments.of(
            words, "", Set.of("project", "home", "policy", "store", "database-url", "reason"));
    String one = arguments.operand(0);
    String two = one + " " + arguments.operand(1);
    if (PERSONS.contains(one) || PERSONS.contains(two)) {
      shell.bypass(
          "`" + invocation.line() + "` is a person's to do",
          "wait with Sallyport's `ticket_wait`; a person approves on a terminal of their own");
    } else if (one.equals("init") && arguments.has("undo")) {
      shell.bypass("`" + invocation.line() + "` takes Sallyport's guard away", Ways.PERSON);
    } else if (invocation.environment().keySet().stream().anyMatch(LOOSE::contains)
        && Set.of("query", "execute", "serve", "propose", "migrate").contains(one)) {
      shell.bypass(
          "`" + invocation.line() + "` starts Sallyport with another trust root or policy",
          "leave the variables out");
    }
    return Marks.ANYTHING;
  }
}
