package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.gateway.Answer;
import java.util.Map;
import java.util.Set;

/** The exit code that an answer of the gate comes to. */
final class AnswerExit {
  private static final Set<String> UNREACHABLE =
      Set.of("unreachable", "refused-credentials", "invalid-settings", "unsafe-session");

  private AnswerExit() {}

  static ExitCode of(Answer answer) {
    return switch (answer.outcome()) {
      case DONE -> ExitCode.DONE;
      case PENDING -> ExitCode.WAITING;
      case DENIED -> ExitCode.FOUND;
      case FAILED ->
          answer.body().get("error") instanceof Map<?, ?> error
                  && UNREACHABLE.contains(String.valueOf(error.get("kind")))
              ? ExitCode.ENVIRONMENT
              : ExitCode.FOUND;
    };
  }
}
