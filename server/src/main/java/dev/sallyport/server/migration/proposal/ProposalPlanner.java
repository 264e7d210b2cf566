package dev.sallyport.server.migration.proposal;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.MigrationStep;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Turns a proposal into a plan: the pattern is decided, the script taken apart where it must be,
 * made repeatable where it is applied by hand, tried on a shadow, named. Nothing is written before
 * the plan is run.
 */
public final class ProposalPlanner {
  private final Path root;
  private final ProposalSql sql;
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
    this.sql = new ProposalSql(reader);
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
   * Where a proposal's rows go.
   *
   * @param schema of {@code _prisma_migrations}; empty where they get none
   * @param isApplied whether a migration has its row
   */
  public record History(String schema, Predicate<String> isApplied) {
    /** The history of files that are only written. */
    public static final History NONE = new History("", name -> false);
  }

  /**
   * The plan of a proposal.
   *
   * @param apply whether the files are applied when they are written
   * @throws SallyportException where the proposal is refused, with the way forward
   */
  public Plan plan(AgentRequest request, PlanningGround ground, boolean apply, History history) {
    ProposalRequest asked = ProposalRequest.of(request);
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
    ProjectFiles files = new ProjectFiles(root);
    PrismaProject project = PrismaProject.locate(files);
    List<Statement> statements = sql.read(asked.sql());
    ProposalSql.requireSaid(asked, statements, questions);
    DecisionGuide.Choice choice = DecisionGuide.decide(statements, project.mode(), asked.pattern());
    notes.add("kept as `" + choice.pattern().label() + "`: " + choice.reason());
    Draft draft = draft(asked, choice.pattern(), statements, ground, apply, notes);
    OpenProposals open = new OpenProposals(ground.openPlans(), sql.reader());
    Optional<List<Step>> repeated = open.repeated(asked.name(), draft.parts());
    if (repeated.isPresent()) {
      return new Plan(repeated.get(), ProposedFiles.summary(repeated.get(), apply), notes);
    }
    open.requireNoConflict(statements, choice.pattern());
    MigrationFiles all = MigrationFiles.read(files, project);
    FileNames names = new FileNames(project, all, clock);
    List<FileNames.Named> there =
        names.there(choice.pattern(), asked.name(), draft.parts(), history.isApplied());
    if (!apply && there.size() == draft.parts().size()) {
      return Plan.nothing(
          "`" + there.get(0).path() + "` says that already; propose it with `apply` to apply it");
    }
    List<Step> steps =
        new ProposedFiles(root, names, asked.name(), choice.pattern())
            .steps(draft.parts(), apply && draft.runs(), history.schema(), there);
    return checked(steps, apply, files, all, notes, ground);
  }

  /** What is proposed, taken apart and tried; whether it is run where it is applied. */
  private record Draft(List<Part> parts, boolean runs) {}

  private Draft draft(
      ProposalRequest asked,
      Kept pattern,
      List<Statement> statements,
      PlanningGround ground,
      boolean apply,
      List<String> notes) {
    Splitting splitting = new Splitting(new LargeTables(ground)::contains);
    List<Part> parts = splitting.split(asked.sql(), statements);
    notes.addAll(new LinkedHashSet<>(splitting.notes()));
    Trial trial = new Trial(dryRun, sql, ground, notes);
    if (apply && pattern == Kept.PRISMA && isThere(asked.sql(), parts, ground)) {
      notes.add(
          "all of its effects are in the database already: it is recorded as applied without being"
              + " run");
      return new Draft(parts, false);
    }
    if (pattern == Kept.MANUAL) {
      return new Draft(trial.repeatable(parts), true);
    }
    trial.once(parts);
    return new Draft(parts, true);
  }

  private Plan checked(
      List<Step> steps,
      boolean apply,
      ProjectFiles files,
      MigrationFiles all,
      List<String> notes,
      PlanningGround ground) {
    ProjectFileWriter writer = new ProjectFileWriter(root);
    List<MigrationStep> migrations = ProposedFiles.migrations(steps);
    migrations.stream().filter(MigrationStep::isWritten).forEach(step -> step.check(writer));
    notes.addAll(new ProposalLint(sql.reader(), files).notes(all, migrations, ground));
    return new Plan(steps, ProposedFiles.summary(steps, apply), notes);
  }

  /** Whether somebody made it already, as {@code db push} does. */
  private boolean isThere(String text, List<Part> parts, PlanningGround ground) {
    if (parts.size() > 1) {
      return false;
    }
    EffectProbe probe = probes.apply(ground);
    probe.add("the proposal", "prisma", text);
    return probe.probe("the proposal").verdict() == Probing.Verdict.APPLIED;
  }
}
