package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Programs that start others later, for each of many files, or in a cloud. */
final class Schedulers {
  private static final Set<String> EXECUTING = Set.of("-x", "-X", "--exec", "--exec-batch");

  private Schedulers() {}

  static String start(Invocation invocation, Shell shell) {
    switch (invocation.program()) {
      case "crontab" -> crontab(invocation, shell);
      case "gcloud" -> {
        Arguments.of(invocation.arguments(), "", Set.of("command", "zone", "project"))
            .values("command")
            .forEach(text -> shell.runElsewhere(text, invocation.input()));
        return Clouds.start(invocation, shell);
      }
      default -> finder(invocation, shell);
    }
    return Marks.ANYTHING;
  }

  /** A table's lines, each a command behind five fields or a word. */
  private static void crontab(Invocation invocation, Shell shell) {
    List<String> operands = Arguments.of(invocation.arguments(), "u", Set.of()).operands();
    String table =
        operands.isEmpty() || operands.get(0).equals("-")
            ? invocation.inputText()
            : shell.text(operands.get(0)).orElse("");
    table
        .lines()
        .map(line -> line.strip().replaceFirst("^(@\\w+|(\\S+\\s+){5})\\s*", ""))
        .forEach(line -> shell.runApart(line, List.of(), null));
  }

  private static void finder(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    for (int i = 0; i + 1 < words.size(); i++) {
      if (EXECUTING.contains(words.get(i))) {
        shell.start(words.subList(i + 1, words.size()), Map.of(), invocation.input());
        return;
      }
    }
  }
}
