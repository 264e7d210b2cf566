package dev.sallyport.server.cli;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Agent;
import dev.sallyport.policy.rules.PolicyRequest;
import dev.sallyport.policy.rules.PolicySet;
import dev.sallyport.policy.rules.TargetFacts;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lays a decision open: effects, every rule that spoke, the winner, obligations, ways forward. */
@Command(
    name = "explain",
    description = "show what each rule says of a statement, and what would change it; no database")
final class PolicyExplainCommand extends SallyportCommand {
  @Parameters(paramLabel = "SQL", arity = "0..1", description = "statements; - for standard input")
  @Nullable String sql;

  @Option(names = "--operation", paramLabel = "NAME", description = "such as migrate-reset")
  @Nullable String operation;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      defaultValue = "production",
      description = "where (default: production)")
  String environment = "production";

  @Option(names = "--agent", paramLabel = "NAME", description = "an agent whose token was proven")
  @Nullable String agent;

  @Option(names = "--justification", paramLabel = "TEXT", description = "why the agent asks")
  String justification = "";

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    PolicySet rules = PolicyFile.of(null, sallyport).rules(sallyport, terminal);
    ExplanationText text = new ExplanationText(terminal);
    String statement = sql == null ? null : StandardInput.orText(sql);
    List<Statement> statements = List.of();
    if (statement != null) {
      Reading reading = sallyport.reader().read(statement);
      if (reading instanceof Reading.Refused refused) {
        text.refused(refused);
        return ExitCode.FOUND;
      }
      statements = ((Reading.Understood) reading).statements();
    } else if (operation == null) {
      throw SallyportException.usage("nothing to explain", "pass SQL, or `--operation NAME`");
    }
    PolicyRequest request = request(sallyport, statements);
    text.print(rules.explain(request));
    return rules.decide(request).verdict() == Verdict.DENY ? ExitCode.FOUND : ExitCode.DONE;
  }

  private PolicyRequest request(Sallyport sallyport, List<Statement> statements) {
    return new PolicyRequest(
        operation(statements),
        statements,
        environment,
        TargetFacts.of("", ""),
        agent == null
            ? new Agent(Agent.ANONYMOUS + sallyport.configuration().projectName(), false)
            : new Agent(agent, true),
        sallyport.clock().instant(),
        justification,
        null,
        Set.of());
  }

  private Operation operation(List<Statement> statements) {
    if (operation == null) {
      boolean query = statements.size() == 1 && statements.get(0).isRead();
      return query ? Operation.QUERY : Operation.EXECUTE;
    }
    return Operation.of(operation)
        .orElseThrow(
            () ->
                SallyportException.usage(
                    "no operation `" + operation + "`", "such as migrate-reset, db-push"));
  }
}
