package dev.sallyport.server.guard.check;

import dev.sallyport.policy.rules.PolicySet;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.guard.change.Change;
import dev.sallyport.server.guard.change.Changes;
import dev.sallyport.server.guard.setup.AgentSection;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.prisma.ProjectValidation;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything a commit or a pipeline is told about a project's database side. */
public final class ProjectCheck {
  private static final List<String> INSTRUCTIONS = List.of("CLAUDE.md", "AGENTS.md");

  private final ProjectFiles files;
  private final ProjectValidation validation;
  private final Supplier<SqlReader> reader;
  private final Supplier<PolicySet> policy;

  /**
   * A check.
   *
   * @param files the project as it is judged: its folder, or what {@link Changes} has
   * @param policy the project's policy, from which the agents' instructions are made
   */
  public ProjectCheck(
      ProjectFiles files,
      ProjectValidation validation,
      Supplier<SqlReader> reader,
      Supplier<PolicySet> policy) {
    this.files = files;
    this.validation = validation;
    this.reader = reader;
    this.policy = policy;
  }

  /**
   * Looks at the project.
   *
   * @param changes what differs; null where nothing is compared: then every file is looked at
   * @param ticketed whether an executed ticket brought a migration; null where nobody can tell
   */
  public List<Finding> run(
      @Nullable Changes changes, @Nullable Function<String, Boolean> ticketed) {
    List<Finding> findings = new ArrayList<>(validated(changes));
    if (changes != null) {
      HistoryRules history = new HistoryRules(files, PrismaProject.locate(files), changes);
      findings.addAll(history.findings());
      changes.remarks().forEach(remark -> findings.add(remark(remark)));
      if (ticketed != null) {
        history.added().stream()
            .filter(path -> !ticketed.apply(path))
            .forEach(path -> findings.add(withoutTicket(path)));
      }
    }
    List<Finding> policies = new PolicyRules(files, reader).findings();
    findings.addAll(policies);
    if (policies.stream().noneMatch(f -> f.severity() == Severity.ERROR)) {
      instructions(findings);
    }
    return findings.stream().sorted().distinct().toList();
  }

  /** Of files that did not change, only what is wrong with the history as a whole is told. */
  private List<Finding> validated(@Nullable Changes changes) {
    if (changes == null) {
      return validation.run(List.of());
    }
    Set<String> touched = new HashSet<>();
    changes.all().stream()
        .filter(change -> change.kind() != Change.Kind.REMOVED)
        .forEach(change -> touched.add(change.path()));
    List<String> sql =
        touched.stream().filter(path -> path.endsWith(".sql") || path.endsWith(".prisma")).toList();
    return sql.isEmpty()
        ? List.of()
        : validation.run(List.of()).stream()
            .filter(finding -> touched.contains(finding.file()) || finding.file().isEmpty())
            .toList();
  }

  private void instructions(List<Finding> findings) {
    boolean any = false;
    for (String file : INSTRUCTIONS) {
      String text =
          files.read(file) instanceof FileReading.Content content ? content.text().orElse("") : "";
      String section = AgentSection.in(text.replace("\r\n", "\n")).orElse("");
      any |= !section.isEmpty();
      if (!section.isEmpty() && !section.equals(AgentSection.of(policy.get()))) {
        findings.add(
            Finding.of(
                "agent-instructions-stale",
                Severity.WARNING,
                file,
                "what agents are told no longer says what the policy says",
                "run `sallyport init`, which writes the section anew"));
      }
    }
    if (!any) {
      findings.add(
          Finding.of(
              "agent-instructions-missing",
              Severity.WARNING,
              "",
              "neither `CLAUDE.md` nor `AGENTS.md` tells agents how to reach the database",
              "run `sallyport init`, which writes the section from the policy"));
    }
  }

  private static Finding withoutTicket(String path) {
    return Finding.of(
        "migration-without-ticket",
        Severity.NOTE,
        path,
        "no executed ticket of this store brought `" + path + "`",
        "have a person look at it as closely as at a ticket");
  }

  private static Finding remark(String text) {
    return Finding.of("compared-with-less", Severity.NOTE, "", text, "");
  }
}
