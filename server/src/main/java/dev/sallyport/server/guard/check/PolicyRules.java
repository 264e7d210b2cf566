package dev.sallyport.server.guard.check;

import dev.sallyport.policy.Mistake;
import dev.sallyport.policy.rules.InvalidPolicyException;
import dev.sallyport.policy.rules.PolicyReader;
import dev.sallyport.policy.rules.PolicySet;
import dev.sallyport.policy.rules.trial.PolicyTest;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.FolderEntry;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Mistakes in {@code policies.yaml}, and cases of {@code policy-tests} that fail. */
final class PolicyRules {
  private static final String FILE = "policies.yaml";
  private static final String TESTS = "policy-tests";

  private final ProjectFiles files;
  private final Supplier<SqlReader> reader;

  PolicyRules(ProjectFiles files, Supplier<SqlReader> reader) {
    this.files = files;
    this.reader = reader;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (files.read(FILE) instanceof FileReading.Content content) {
      try {
        PolicySet policy = PolicyReader.read(FILE, content.bytes());
        policy.warnings().forEach(warning -> findings.add(finding(warning)));
        test(TESTS, policy, findings);
      } catch (InvalidPolicyException e) {
        e.mistakes().forEach(mistake -> findings.add(finding(mistake)));
      }
    }
    return findings;
  }

  private void test(String folder, PolicySet policy, List<Finding> findings) {
    for (FolderEntry entry : files.list(folder).entries()) {
      if (entry.kind() == FolderEntry.Kind.FOLDER) {
        test(folder + "/" + entry.name(), policy, findings);
      } else if (entry.name().endsWith(".yaml")
          && files.read(folder, entry) instanceof FileReading.Content content) {
        run(content, policy, findings);
      }
    }
  }

  private void run(FileReading.Content content, PolicySet policy, List<Finding> findings) {
    try {
      PolicyTest test = PolicyTest.read(content.path(), content.bytes());
      if (test.policy().isEmpty()) {
        test.run(policy, text -> reader.get().read(text)).differences().stream()
            .map(
                difference ->
                    Finding.of(
                        "policy-test-failed",
                        Severity.ERROR,
                        content.path(),
                        difference,
                        "run `sallyport policy test` for the whole story"))
            .forEach(findings::add);
      }
    } catch (InvalidPolicyException e) {
      e.mistakes().forEach(mistake -> findings.add(finding(mistake)));
    }
  }

  private static Finding finding(Mistake mistake) {
    return new Finding(
        "policy-invalid",
        mistake.severity() == Mistake.Severity.ERROR ? Severity.ERROR : Severity.WARNING,
        mistake.file(),
        mistake.line(),
        mistake.column(),
        mistake.message(),
        mistake.help());
  }
}
