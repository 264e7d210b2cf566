package dev.sallyport.server.migration.proposal;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.MigrationStep;
import dev.sallyport.server.gateway.OpenPlan;
import dev.sallyport.server.gateway.Plan;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.migration.effects.EffectProbe;
import dev.sallyport.server.migration.effects.Probing;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFileWriter;
import dev.sallyport.server.migration.project.ProjectFiles;
import dev.sallyport.server.migration.proposal.ProposalRequest.Kept;
import dev.sallyport.server.shadow.Shadow;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Turns a proposal into a plan: the pattern is decided, the script taken apart where it must be,
 * made repeatable where it is applied by hand, tried on a shadow, named. Nothing is written before
 * the plan is run.
 */
public final class ProposalPlanner {
  private final Path root;
  private final SqlReader reader;
  private final DryRun dryRun;
  private final SchemaChange schema;
  private final Function<PlanningGround, EffectProbe> probes;
  private final Clock clock;

  /**
   * @param root the project's folder
   */
  ProposalPlanner(
      Path root,
      SqlReader reader,
      DryRun dryRun,
      SchemaChange schema,
      Function<PlanningGround, EffectProbe> probes,
      Clock clock) {
    this.root = root;
    this.reader = reader;
    this.dryRun = dryRun;
    this.schema = schema;
    this.probes = probes;
    this.clock = clock;
  }

  /**
   * A planner for a project.
   *
   * @param shadow opened when a proposal is first tried
   * @param probes looks up what the project's migrations left in the database
   */
  public static ProposalPlanner of(
      Path root,
      SqlReader reader,
      Supplier<Shadow> shadow,
      Function<PlanningGround, EffectProbe> probes,
      Clock clock) {
    return new ProposalPlanner(
        root,
        reader,
        new DryRun(shadow, new CopiedSchema()),
        new SchemaChange(new ProjectFiles(root), shadow),
        probes,
        clock);
  }

  /** Whether a deployment is one of a proposal. */
  public static boolean isProposal(AgentRequest request) {
    return request.arguments().containsKey(ProposalRequest.NAME);
  }

  /**
   * The plan of a proposal.
   *
   * @param apply whether the files are applied when they are written
   * @param tracked the schema of {@code _prisma_migrations}
   * @throws SallyportException where the proposal is refused, with the way forward
   */
  public Plan plan(AgentRequest request, PlanningGround ground, boolean apply, String tracked) {
    ProposalRequest asked = ProposalRequest.of(request);
    ProjectFiles files = new ProjectFiles(root);
    PrismaProject project = PrismaProject.locate(files);
    List<String> notes = new ArrayList<>();
    List<String> questions = List.of();
    if (asked.fromSchema()) {
      SchemaChange.Written written =
          asked.renames().isEmpty()
              ? schema.write(ground, true)
              : schema.write(ground, asked.renames());
      if (written.script().isEmpty()) {
        return Plan.nothing("the database has everything that the schema describes");
      }
      notes.addAll(written.notes());
      questions = written.questions();
      asked = asked.with(written.script().text());
    }
    List<Statement> statements = read(asked.sql());
    requireSaid(asked, statements, questions);
    DecisionGuide.Choice choice = DecisionGuide.decide(statements, project.mode(), asked.pattern());
    Splitting splitting = new Splitting(new LargeTables(ground)::contains);
    List<Part> parts = splitting.split(asked.sql(), statements);
    notes.add("kept as `" + choice.pattern().label() + "`: " + choice.reason());
    notes.addAll(new LinkedHashSet<>(splitting.notes()));
    boolean caughtUp =
        apply && choice.pattern() == Kept.PRISMA && isThere(asked.sql(), parts, ground);
    if (caughtUp) {
      notes.add(
          "all of its effects are in the database already: it is recorded as applied without being"
              + " run");
    } else if (choice.pattern() == Kept.MANUAL) {
      parts = repeatable(parts, ground, notes);
    } else {
      tried(parts, ground, notes);
    }
    Optional<List<Step>> repeated = FileNames.repeated(asked.name(), parts, ground.openPlans());
    if (repeated.isPresent()) {
      return new Plan(repeated.get(), summary(repeated.get(), apply), notes);
    }
    requireNoConflict(statements, choice.pattern(), ground.openPlans());
    MigrationFiles history = MigrationFiles.read(files, project);
    List<Step> steps =
        steps(
            asked,
            choice.pattern(),
            parts,
            history,
            project,
            apply && !caughtUp,
            apply ? tracked : "");
    ProjectFileWriter writer = new ProjectFileWriter(root);
    FileNames.written(steps).forEach(step -> step.check(writer));
    notes.addAll(new ProposalLint(reader, files).notes(history, FileNames.written(steps), ground));
    return new Plan(steps, summary(steps, apply), notes);
  }

  private List<Statement> read(String sql) {
    Reading reading = reader.read(sql);
    if (reading instanceof Reading.Refused refused) {
      throw SallyportException.usage(
          "the SQL is not understood: " + refused.message(), refused.help());
    }
    List<Statement> statements = ((Reading.Understood) reading).statements();
    if (statements.isEmpty()) {
      throw SallyportException.usage("the SQL holds no statement", "say what is to be changed");
    }
    if (statements.stream().anyMatch(one -> one.has(EffectKind.TRANSACTION))) {
      throw SallyportException.usage(
          "a migration does not control transactions",
          "leave out `BEGIN` and `COMMIT`: each file runs in a transaction of its own");
    }
    return statements;
  }

  /** A loss that nobody spoke of is a mistake. */
  private static void requireSaid(
      ProposalRequest asked, List<Statement> statements, List<String> questions) {
    Optional<Statement> loss = statements.stream().filter(Splitting::losesData).findFirst();
    if (loss.isPresent() && !asked.losesData()) {
      throw SallyportException.usage(
          "the proposal loses data without saying so: it takes " + objects(loss.get()),
          String.join("; ", questions)
              + (questions.isEmpty() ? "" : "; else ")
              + "move the data first and change the schema after; if it is meant to be lost, say so"
              + " with `loses_data: true`");
    }
  }

  private static String objects(Statement statement) {
    Set<String> names = new LinkedHashSet<>();
    for (Effect effect : statement.effects()) {
      if (effect.has(dev.sallyport.policy.sql.Qualifier.DATA_LOSS)) {
        names.add("`" + effect.object() + "`");
      }
    }
    return String.join(", ", names);
  }

  private void tried(List<Part> parts, PlanningGround ground, List<String> notes) {
    notes.add(
        dryRun.once(parts, ground)
            ? "tried on a shadow of the live schema: it runs"
            : "tried on a shadow of the live schema: it runs, and changes nothing there");
  }

  /** The parts as they are, where they can be run twice; else rewritten, and proven again. */
  private List<Part> repeatable(List<Part> parts, PlanningGround ground, List<String> notes) {
    if (dryRun.twice(parts, ground, false).isEmpty()) {
      notes.add("applied twice on a shadow of the live schema: the second time changes nothing");
      return parts;
    }
    List<Part> rewritten =
        parts.stream()
            .map(
                part ->
                    new Part(
                        part.suffix(),
                        Repeatable.of(part.sql(), read(part.sql())),
                        part.transactional()))
            .toList();
    Optional<String> still = dryRun.twice(rewritten, ground, true);
    if (still.isPresent()) {
      throw SallyportException.usage(
          "a file that is applied by hand has to be repeatable, and " + still.get(),
          "write it with IF [NOT] EXISTS, ON CONFLICT DO NOTHING or WHERE NOT EXISTS, or ask for"
              + " `pattern: prisma`");
    }
    notes.add(
        "rewritten to be repeatable, and applied twice on a shadow of the live schema: the second"
            + " time changes nothing");
    return rewritten;
  }

  private void requireNoConflict(List<Statement> statements, Kept pattern, List<OpenPlan> open) {
    Set<String> own = touched(statements);
    for (OpenPlan other : open) {
      List<MigrationStep> written = FileNames.written(other.steps());
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

  private List<Step> steps(
      ProposalRequest asked,
      Kept pattern,
      List<Part> parts,
      MigrationFiles files,
      PrismaProject project,
      boolean runs,
      String tracked) {
    FileNames names = new FileNames(project, files, clock);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      String name = asked.name() + part.suffix();
      FileNames.Named named =
          pattern == Kept.PRISMA ? names.prisma(name, i) : names.manual(name, i);
      steps.add(
          new MigrationStep(
                  named.name(),
                  part.sql(),
                  named.path(),
                  runs,
                  pattern == Kept.PRISMA ? tracked : "",
                  ProjectFileWriter.projectOf(root),
                  !runs || part.transactional())
              .toStep());
    }
    return steps;
  }

  /** Whether somebody made it already, as {@code db push} does. */
  private boolean isThere(String sql, List<Part> parts, PlanningGround ground) {
    if (parts.size() > 1) {
      return false;
    }
    EffectProbe probe = probes.apply(ground);
    probe.add("the proposal", "prisma", sql);
    return probe.probe("the proposal").verdict() == Probing.Verdict.APPLIED;
  }

  private static String summary(List<Step> steps, boolean apply) {
    List<String> paths =
        FileNames.written(steps).stream().map(step -> "`" + step.path() + "`").toList();
    return (apply ? "writes and applies " : "writes ") + String.join(", ", paths);
  }
}
