package dev.sallyport.server.cli;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The guided way of a migration, for a person: without an operation it says where one is and what
 * comes next, from the project, the database and the store, so that it can be left and taken up
 * again at any point.
 */
@Command(
    name = "migrate",
    description = "say where a migration stands and what comes next, or ask for that step")
final class MigrateCommand extends SallyportCommand {
  private static final Map<String, Operation> OPERATIONS = new LinkedHashMap<>();

  static {
    OPERATIONS.put("deploy", Operation.MIGRATE_DEPLOY);
    OPERATIONS.put("resolve", Operation.MIGRATE_RESOLVE);
    OPERATIONS.put("baseline", Operation.BASELINE);
    OPERATIONS.put("repair", Operation.REPAIR);
    OPERATIONS.put("dev", Operation.MIGRATE_DEV);
    OPERATIONS.put("reset", Operation.MIGRATE_RESET);
    OPERATIONS.put("push", Operation.DB_PUSH);
    OPERATIONS.put("pull", Operation.DB_PULL);
    OPERATIONS.put("seed", Operation.DB_SEED);
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "STEP",
      description = "deploy, resolve, baseline, repair, dev, reset, push, pull or seed")
  @Nullable String step;

  @Option(names = "--name", paramLabel = "NAME", description = "of one migration")
  @Nullable String name;

  @Option(
      names = "--as",
      paramLabel = "applied|rolled-back",
      description = "what `resolve` says of it")
  @Nullable String as;

  @Option(names = "--justification", paramLabel = "TEXT", description = "why, for the approver")
  String justification = "";

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    if (step == null) {
      return guide(sallyport, terminal);
    }
    Operation operation = OPERATIONS.get(step);
    if (operation == null) {
      throw SallyportException.usage(
          "`" + step + "` is no step of a migration",
          "use " + String.join(", ", OPERATIONS.keySet()) + "; none says what comes next");
    }
    Map<String, String> arguments = new LinkedHashMap<>();
    if (name != null) {
      arguments.put("name", name);
    }
    if (as != null) {
      arguments.put("as", as);
    }
    Answer answer =
        sallyport
            .gate()
            .handle(
                AgentRequest.operation(operation, arguments, justification, sallyport.person()),
                new Cancellation());
    terminal.answer(answer);
    return AnswerExit.of(answer);
  }

  private static ExitCode guide(Sallyport sallyport, Terminal terminal) {
    Answer status = sallyport.gate().status(new Cancellation());
    ExitCode exit = AnswerExit.of(status);
    if (exit != ExitCode.DONE) {
      terminal.answer(status);
      return exit;
    }
    MigrateGuide guide = MigrateGuide.of(status.body());
    if (terminal.json()) {
      terminal.document(guide.toMap());
    } else {
      guide.print(terminal);
    }
    return guide.exit();
  }
}
