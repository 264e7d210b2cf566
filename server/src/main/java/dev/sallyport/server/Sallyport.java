package dev.sallyport.server;

import dev.sallyport.policy.rules.Agent;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.approval.Requester;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.approval.TrustRoot;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Boundary;
import dev.sallyport.server.gateway.Gateway;
import dev.sallyport.server.gateway.GuardedDatabase;
import dev.sallyport.server.gateway.InspectionRoad;
import dev.sallyport.server.gateway.OfflineExplanation;
import dev.sallyport.server.gateway.PolicyKeeper;
import dev.sallyport.server.mcp.McpFace;
import dev.sallyport.server.migration.drift.DatabaseDiff;
import dev.sallyport.server.migration.generate.ClientGeneration;
import dev.sallyport.server.migration.history.History;
import dev.sallyport.server.migration.history.HistoryStatus;
import dev.sallyport.server.migration.operation.Operations;
import dev.sallyport.server.migration.prisma.ProjectValidation;
import dev.sallyport.server.migration.project.ProjectFileWriter;
import dev.sallyport.server.migration.project.ProjectFiles;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The program, opened for one command: every room, made when it is first asked for and closed with
 * it. Thread-safe.
 */
public final class Sallyport implements AutoCloseable {
  /** The transport of the other mode comes later. */
  private static final Boundary BOUNDARY = Boundary.ADVISORY;

  private final Configuration configuration;
  private final Clock clock;
  private final Closing closing = new Closing();

  private final Principals principals;
  private final Once<SqlReader> reader;
  private final Once<Store> store;
  private final Once<TicketDesk> desk;
  private final Once<TargetDatabase> target;
  private final Once<Shadow> shadow;
  private final Once<DriftRooms> drift;
  private final Once<PolicyKeeper> policies;
  private final Map<Requester.Face, Gateway> gates = new HashMap<>();

  private Sallyport(Configuration configuration, Clock clock) {
    this.configuration = configuration;
    this.clock = clock;
    Opening opening = new Opening(configuration, clock, closing, this::trust);
    principals = new Principals(configuration, this::trust);
    reader = new Once<>(() -> closing.later(new SqlReader()));
    store = new Once<>(opening::store);
    desk = new Once<>(() -> opening.desk(store.get()));
    target = new Once<>(opening::target);
    shadow = new Once<>(this::openShadow);
    drift = new Once<>(this::openDrift);
    policies = new Once<>(opening::policies);
  }

  /**
   * Opens the program with the options of a command; in the environment it was started with.
   *
   * @param envFile a {@code .env} file whose variables stand behind the environment's
   */
  public static Sallyport open(Configuration.Overrides overrides, @Nullable Path envFile) {
    Map<String, String> variables = new HashMap<>();
    if (envFile != null) {
      variables.putAll(EnvFile.read(envFile));
    }
    variables.putAll(LaunchEnvironment.variables());
    return open(Configuration.of(variables, overrides, Path.of("")), Clock.systemUTC());
  }

  /** Opens the program. */
  public static Sallyport open(Configuration configuration, Clock clock) {
    return new Sallyport(configuration, clock);
  }

  public Configuration configuration() {
    return configuration;
  }

  public Clock clock() {
    return clock;
  }

  /** Sallyport's own folder of this project, made where it is missing. */
  public Path home() {
    return HomeFolder.open(configuration.home());
  }

  /** The reader of SQL. */
  public SqlReader reader() {
    return reader.get();
  }

  /** The trust root as it is now. */
  public TrustRoot trust() {
    return TrustRoot.read(configuration.trustFolder());
  }

  /** Where tickets are kept and signed. */
  public TicketDesk desk() {
    return desk.get();
  }

  /** The policy in force. */
  public PolicyKeeper policies() {
    return policies.get();
  }

  /** The guarded database. */
  public TargetDatabase target() {
    return target.get();
  }

  /** What would be decided, without a database. */
  public OfflineExplanation offline() {
    return new OfflineExplanation(reader(), policies(), clock);
  }

  /** The gate for people's commands. */
  public Gateway gate() {
    return gate(Requester.Face.CLI);
  }

  /**
   * The gate for a face.
   *
   * @throws dev.sallyport.policy.rules.InvalidPolicyException where the policy file has mistakes
   */
  public synchronized Gateway gate(Requester.Face face) {
    Gateway known = gates.get(face);
    if (known != null) {
      return known;
    }
    policies().current();
    GuardedDatabase database = new GuardedDatabase(target(), this::trust, ownsTarget());
    Gateway gate =
        new Gateway(
            new Gateway.Rooms(
                reader(),
                policies(),
                database,
                desk(),
                clock,
                BOUNDARY,
                Operations.of(configuration.project(), reader(), this::shadow, clock),
                List.of(validation(), generation(), drift.get().inspection()),
                new ProjectFileWriter(configuration.project()),
                List.of(
                    new HistoryStatus(
                        configuration.project(),
                        this::facts,
                        () -> reader().schemas(),
                        drift.get().recalled()))),
            principals.requester(face));
    gates.put(face, gate);
    return gate;
  }

  /**
   * Serves an agent on standard input and output until it is gone. The policy is read before the
   * first answer; store and database open behind it.
   */
  public ExitCode serve() {
    StandardStreams streams = StandardStreams.take();
    policies().current();
    try {
      new McpFace(new OpeningGate(() -> gate(Requester.Face.MCP)), agent(), Version.text())
          .serve(streams.in(), streams.out(), warmUp());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LastMoment.begins();
    return ExitCode.DONE;
  }

  private List<Runnable> warmUp() {
    return List.of(
        () -> reader().warmUp(),
        () -> gate(Requester.Face.MCP).tickets(null),
        () -> target().warmUp(),
        () -> gate(Requester.Face.MCP).execution().recover());
  }

  /** The principal behind the commands of a person. */
  public Agent person() {
    return principals.of(Requester.Face.CLI);
  }

  /** The principal behind MCP: proven by its token, else anonymous. */
  public Agent agent() {
    return principals.of(Requester.Face.MCP);
  }

  /** What can be said of the project's files; a configured database is asked for sizes and keys. */
  public ProjectValidation validation() {
    return validation(!ownsTarget());
  }

  /** The same, with or without asking the database. */
  public ProjectValidation validation(boolean asking) {
    return validation(new ProjectFiles(configuration.project()), asking);
  }

  /** The same of files that are not those in the project's folder. */
  public ProjectValidation validation(ProjectFiles files) {
    return validation(files, !ownsTarget());
  }

  private ProjectValidation validation(ProjectFiles files, boolean asking) {
    return new ProjectValidation(
        files, this::reader, asking ? Optional.of(askedFacts()) : Optional.empty());
  }

  /** Writes a file of the project; never over one that is there with other contents. */
  public void writeProjectFile(String path, String text) {
    new ProjectFileWriter(configuration.project())
        .write(
            ProjectFileWriter.projectOf(configuration.project()),
            path,
            text.getBytes(StandardCharsets.UTF_8));
  }

  private History.Facts askedFacts() {
    return this::facts;
  }

  private ClientGeneration generation() {
    return new ClientGeneration(configuration.project(), BOUNDARY == Boundary.ENFORCED);
  }

  /** Regenerates the client for a person; opens no database. */
  public Answer generate(AgentRequest request, Cancellation call) {
    return new InspectionRoad(policies(), desk().audit(), clock).take(request, generation(), call);
  }

  /** Throw-away databases; their server starts with the first. */
  public Shadow shadow() {
    return shadow.get();
  }

  /**
   * Throw-away databases for what no target has a part in; none is asked, nor made, but to tell it
   * from a configured shadow.
   */
  public Shadow freshShadow() {
    boolean couldBeTheTarget = configuration.shadowUrl().isPresent() && !ownsTarget();
    return couldBeTheTarget ? shadow() : openShadow(List.of());
  }

  private Shadow openShadow() {
    String system = target().identity().systemIdentifier();
    return openShadow(system == null ? List.of() : List.of(system));
  }

  /** A shadow that is none of the servers with these system identifiers. */
  private Shadow openShadow(List<String> targets) {
    return closing.later(
        Shadow.open(
            configuration.shadowUrl().orElse(null),
            HomeFolder.open(configuration.home()),
            targets,
            reader()));
  }

  /** Compares with databases that are named by their addresses; for people alone. */
  public DatabaseDiff comparing() {
    return new DatabaseDiff(drift.get().sides(), this::openShadow);
  }

  private DriftRooms openDrift() {
    return new DriftRooms(configuration, this::reader, this::target, this::shadow);
  }

  private <T> T facts(Function<CatalogSession, T> question) {
    return target().facts(question);
  }

  private boolean ownsTarget() {
    return configuration.databaseUrl().isEmpty();
  }

  /** The statements that make roles which read, and which write, and can do no more. */
  public List<String> leastPrivileges() {
    return target()
        .facts(
            session -> {
              List<String> statements =
                  new ArrayList<>(
                      new Catalog().leastPrivileges("sallyport_reader", false, session));
              statements.addAll(new Catalog().leastPrivileges("sallyport_writer", true, session));
              return statements;
            });
  }

  @Override
  public void close() {
    closing.close();
  }
}
