package dev.sallyport.server.cli;

import dev.sallyport.policy.rules.InvalidPolicyException;
import dev.sallyport.policy.rules.PolicySet;
import dev.sallyport.policy.rules.trial.PolicyTest;
import dev.sallyport.policy.rules.trial.PolicyTest.Outcome;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs a policy's test cases and tells which rules none of them reached. */
@Command(name = "test", description = "run a policy's test cases (given, when, then)")
final class PolicyTestCommand extends SallyportCommand {
  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "test cases, or folders of them (default: policy-tests in the project)")
  List<Path> paths = new ArrayList<>();

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    PolicyFile file = PolicyFile.of(null, sallyport);
    PolicySet underTest = file.rules(sallyport, terminal);
    List<Outcome> outcomes = new ArrayList<>();
    Set<String> unreached = new LinkedHashSet<>(underTest.ruleIds());
    for (Path path : cases(sallyport)) {
      PolicyTest test = read(path, terminal);
      PolicySet policy =
          test.policy().isEmpty()
              ? underTest
              : PolicyFile.of(beside(path, test.policy().get()), sallyport)
                  .rules(sallyport, terminal);
      Outcome outcome = test.run(policy, sallyport.reader()::read);
      outcomes.add(outcome);
      if (policy.digest().equals(underTest.digest())) {
        unreached.removeAll(outcome.reached());
      }
    }
    return report(terminal, file.name(), outcomes, unreached);
  }

  private List<Path> cases(Sallyport sallyport) {
    List<Path> roots =
        paths.isEmpty()
            ? List.of(sallyport.configuration().project().resolve("policy-tests"))
            : paths;
    List<Path> cases = new ArrayList<>();
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(".yaml"))
            .sorted()
            .forEach(cases::add);
      } catch (IOException e) {
        throw SallyportException.usage(
            "there are no test cases at `" + root + "`",
            "write one YAML file a case, with `given`, `when` and `then`");
      }
    }
    if (cases.isEmpty()) {
      throw SallyportException.usage(
          "no test case was found", "write one YAML file a case, with `given`, `when` and `then`");
    }
    return cases;
  }

  private static String beside(Path test, String named) {
    Path sibling = test.resolveSibling(named);
    return Files.exists(sibling) ? sibling.toString() : named;
  }

  private static PolicyTest read(Path path, Terminal terminal) {
    PolicyFile file = PolicyFile.at(path);
    try {
      return PolicyTest.read(file.name(), file.bytes());
    } catch (InvalidPolicyException e) {
      if (!terminal.json()) {
        e.mistakes().forEach(new MistakeText(terminal, file.bytes())::print);
      }
      throw SallyportException.usage(
          "the test case `" + path + "` has " + PolicyFile.counted(e.mistakes()),
          "mend it, then run the tests again");
    }
  }

  private static ExitCode report(
      Terminal terminal, String policy, List<Outcome> outcomes, Set<String> unreached) {
    List<Outcome> failed = outcomes.stream().filter(outcome -> !outcome.passed()).toList();
    if (terminal.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("policy", policy);
      document.put("passed", outcomes.size() - failed.size());
      document.put("failed", failed.stream().map(PolicyTestCommand::json).toList());
      document.put("unreached", unreached);
      terminal.document(document);
    } else {
      for (Outcome outcome : failed) {
        terminal.line("failed: " + Visible.text(outcome.name()));
        outcome.differences().forEach(line -> terminal.line("  " + Visible.text(line)));
      }
      terminal.line((outcomes.size() - failed.size()) + " passed, " + failed.size() + " failed");
      if (!unreached.isEmpty()) {
        terminal.line("rules that no test reached: " + String.join(", ", unreached));
      }
    }
    return failed.isEmpty() ? ExitCode.DONE : ExitCode.FOUND;
  }

  private static Map<String, Object> json(Outcome outcome) {
    return Map.of("test", outcome.name(), "differences", outcome.differences());
  }
}
