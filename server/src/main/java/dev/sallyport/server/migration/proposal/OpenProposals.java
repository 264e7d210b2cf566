package dev.sallyport.server.migration.proposal;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.gateway.MigrationStep;
import dev.sallyport.server.gateway.OpenPlan;
import dev.sallyport.server.migration.proposal.ProposalRequest.Kept;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The proposals whose tickets wait, or run: what a new one repeats, and what it meets there. */
record OpenProposals(List<OpenPlan> open, SqlReader reader) {

  /** The open plan that writes files of that name with these texts: the request was repeated. */
  Optional<List<Step>> repeated(String name, List<Part> parts) {
    return open.stream()
        .map(OpenPlan::steps)
        .filter(steps -> isSame(name, parts, written(steps)))
        .findFirst();
  }

  private static boolean isSame(String name, List<Part> parts, List<MigrationStep> written) {
    if (written.size() != parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      MigrationStep one = written.get(i);
      boolean named = FileNames.bare(one.name()).equals(name + parts.get(i).suffix());
      if (!named || !one.text().equals(parts.get(i).sql())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Two that change the same objects, or would have the same number, are not open at once.
   *
   * @throws SallyportException with the ticket that is in the way
   */
  void requireNoConflict(List<Statement> statements, Kept pattern) {
    Set<String> own = touched(statements);
    for (OpenPlan other : open) {
      List<MigrationStep> written = written(other.steps());
      boolean sameNumbers =
          pattern == Kept.MANUAL && written.stream().anyMatch(step -> !step.isTracked());
      Set<String> shared = new LinkedHashSet<>();
      for (MigrationStep step : written) {
        if (reader.read(step.text()) instanceof Reading.Understood understood) {
          shared.addAll(touched(understood.statements()));
        }
      }
      shared.retainAll(own);
      if (sameNumbers || !shared.isEmpty()) {
        throw SallyportException.usage(
            "ticket `"
                + other.ticket()
                + "` already proposes `"
                + written.get(0).name()
                + "`"
                + (shared.isEmpty() ? "" : ", which changes " + String.join(", ", shared)),
            "wait until it is run or rejected, or cancel it, then propose again");
      }
    }
  }

  private static Set<String> touched(List<Statement> statements) {
    Set<String> names = new LinkedHashSet<>();
    for (Statement statement : statements) {
      for (Effect effect : statement.effects()) {
        ObjectName name = effect.object();
        if (effect.kind() != EffectKind.READ && !name.name().isEmpty()) {
          names.add("`" + name.name() + "`");
        }
      }
    }
    return names;
  }

  private static List<MigrationStep> written(List<Step> steps) {
    return ProposedFiles.migrations(steps).stream().filter(MigrationStep::isWritten).toList();
  }
}
