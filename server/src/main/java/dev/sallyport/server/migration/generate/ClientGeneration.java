package dev.sallyport.server.migration.generate;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Inspection;
import dev.sallyport.server.migration.project.GenerateSetting;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The operation {@code generate}: the project's own Prisma, in a child without credentials,
 * believed only as far as the disk bears it out.
 */
public final class ClientGeneration implements Inspection {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Path project;
  private final boolean apart;
  private final Map<String, String> environment;
  private final List<String> arguments;
  private final Supplier<Isolation> isolation;
  private final Duration limit;

  /**
   * The operation in a project's folder.
   *
   * @param apart whether the program runs apart from the agent, where no code of the agent's may
   *     run
   */
  public ClientGeneration(Path project, boolean apart) {
    this(project, apart, System.getenv(), Exposure.ownArguments(), Isolation::strongest, LONGEST);
  }

  ClientGeneration(
      Path project,
      boolean apart,
      Map<String, String> environment,
      List<String> arguments,
      Supplier<Isolation> isolation,
      Duration limit) {
    this.project = project;
    this.apart = apart;
    this.environment = Map.copyOf(environment);
    this.arguments = List.copyOf(arguments);
    this.isolation = isolation;
    this.limit = limit;
  }

  @Override
  public Operation operation() {
    return Operation.GENERATE;
  }

  @Override
  public Answer answer(AgentRequest request, Cancellation call) {
    ProjectFiles files = new ProjectFiles(project);
    PrismaProject found = PrismaProject.locate(files);
    GenerateSetting setting = GenerateSetting.read(files);
    boolean nothingHere = found.schemaFiles().isEmpty() && setting.command().isEmpty();
    if (apart || (nothingHere && !Files.exists(project.resolve("package.json")))) {
      return GenerateAnswer.elsewhere(apart);
    }
    if (found.isAnotherProduct() && setting.command().isEmpty()) {
      return GenerateAnswer.anotherProduct();
    }
    Optional<GenerateCommand> command = GenerateCommand.of(project);
    if (command.isEmpty()) {
      return GenerateAnswer.notInstalled();
    }
    Isolation chosen = isolation.get();
    Optional<String> exposed = Exposure.of(environment, arguments);
    if (exposed.isPresent() && chosen != Isolation.NAMESPACE) {
      return GenerateAnswer.exposed(exposed.get(), command.get());
    }
    return run(command.get(), setting.outputs(), chosen, call);
  }

  private Answer run(
      GenerateCommand command, List<String> outputs, Isolation chosen, Cancellation call) {
    Instant began = Instant.now();
    try (OwnFolder own = OwnFolder.open()) {
      Map<String, String> variables =
          ChildEnvironment.of(environment, own.path(), new ProjectFiles(project));
      Child.Ended ended = new Child(chosen, project, variables).run(command.words(), limit, call);
      List<Evidence.Generated> generated =
          new Evidence(project, began).of(ended.output().lines(), outputs);
      return new GenerateAnswer(command, chosen, Duration.between(began, Instant.now()), limit)
          .of(ended, generated);
    } catch (IOException e) {
      return GenerateAnswer.notStarted(command);
    }
  }
}
