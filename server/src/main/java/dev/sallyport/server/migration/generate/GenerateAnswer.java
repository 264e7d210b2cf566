package dev.sallyport.server.migration.generate;

import dev.sallyport.policy.rules.Reason;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a generation is told. */
final class GenerateAnswer {
  private static final String LOOK = "read `output`, mend what it names, and call `generate` again";

  private final GenerateCommand command;
  private final Isolation isolation;
  private final Duration took;
  private final Duration limit;

  GenerateAnswer(GenerateCommand command, Isolation isolation, Duration took, Duration limit) {
    this.command = command;
    this.isolation = isolation;
    this.took = took;
    this.limit = limit;
  }

  /** The answer about a run. */
  Answer of(Child.Ended ended, List<Evidence.Generated> generated) {
    return switch (ended.end()) {
      case CANCELLED ->
          failed("cancelled", "it was cancelled, and everything it started ended", "", ended);
      case OUT_OF_TIME ->
          failed(
              "out-of-time",
              "it took longer than " + limit.toSeconds() + " seconds and was ended",
              "run `" + command.shown() + "` yourself, in a shell without credentials",
              ended);
      case EXITED -> exited(ended, generated);
    };
  }

  private Answer exited(Child.Ended ended, List<Evidence.Generated> generated) {
    if (ended.exitCode() != 0) {
      return failed(
          "exited",
          "`" + command.shown() + "` ended with exit code " + ended.exitCode(),
          LOOK,
          ended);
    }
    if (generated.isEmpty()) {
      return failed(
          "nothing-generated",
          "`" + command.shown() + "` ended well, and nothing was generated",
          "look for a `generator` in the schema; a command of your own names what it writes in"
              + " `sallyport.generate.outputs` of package.json",
          ended);
    }
    Map<String, @Nullable Object> body = body(ended);
    body.put("ran", true);
    body.put(
        "generated",
        generated.stream().map(one -> Map.of("name", one.name(), "path", one.path())).toList());
    return Answer.done(body, "");
  }

  private Answer failed(String kind, String message, String help, Child.Ended ended) {
    Map<String, @Nullable Object> body = body(ended);
    body.put("ran", true);
    return failure(kind, message, help, body);
  }

  private Map<String, @Nullable Object> body(Child.Ended ended) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("command", command.shown());
    body.put("isolation", isolation.words());
    body.put("seconds", Math.round(took.toMillis() / 100.0) / 10.0);
    body.put("output", ended.output().lines());
    body.put("output_truncated", ended.output().isCut());
    return body;
  }

  /** There is no checkout here, or no code of it may run here. */
  static Answer elsewhere(boolean apart) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("ran", false);
    body.put("command", GenerateCommand.USUAL);
    body.put(
        "why",
        apart
            ? "Sallyport runs apart from the agent, and runs no code of the project there"
            : "there is no checkout of the project here");
    return Answer.done(
        body,
        "run `"
            + GenerateCommand.USUAL
            + "` in the project's folder, in a shell without credentials: it needs no database");
  }

  static Answer anotherProduct() {
    return failure(
        "prisma-8",
        "this project uses Prisma 8 or newer, which is another product",
        "use its own tools; they need no credentials for this",
        new LinkedHashMap<>(Map.of("ran", false)));
  }

  static Answer notInstalled() {
    return failure(
        "not-installed",
        "no Prisma is installed in this project",
        "run `npm ci`, or name a command in `sallyport.generate.command` of package.json",
        new LinkedHashMap<>(Map.of("ran", false)));
  }

  static Answer exposed(String where, GenerateCommand command) {
    return failure(
        "exposed",
        "this process shows " + where + " to every child, and this system can't hide it",
        "start Sallyport with its launcher, which hides credentials; or run `"
            + command.shown()
            + "` in a shell without credentials",
        new LinkedHashMap<>(Map.of("ran", false)));
  }

  static Answer notStarted(GenerateCommand command) {
    return failure(
        "not-started",
        "`" + command.shown() + "` can't be started",
        "run `npm ci`, and check that the program exists and may be executed",
        new LinkedHashMap<>(Map.of("ran", false)));
  }

  private static Answer failure(
      String kind, String message, String help, Map<String, @Nullable Object> body) {
    Reason reason = new Reason("generate-" + kind, Verdict.DENY, message, help);
    return new Answer(Outcome.FAILED, null, List.of(reason), help, body);
  }
}
