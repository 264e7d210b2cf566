package dev.sallyport.server.migration.generate;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Agent;
import dev.sallyport.server.LaunchEnvironment;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A program that holds a credential and generates: {@code PROJECT ISOLATION}. */
final class GenerationProgram {
  private GenerationProgram() {}

  public static void main(String[] arguments) {
    String url = LaunchEnvironment.variables().getOrDefault("DATABASE_URL", "");
    Answer answer =
        new ClientGeneration(
                Path.of(arguments[0]),
                false,
                System.getenv(),
                Exposure.ownArguments(),
                () -> Isolation.valueOf(arguments[1]),
                Duration.ofSeconds(40))
            .answer(
                AgentRequest.operation(
                    Operation.GENERATE, Map.of(), "", new Agent("tester", false)),
                Cancellation.none());
    System.out.println("held " + url.length() + ", " + answer.outcome() + answer.reasons());
  }
}
