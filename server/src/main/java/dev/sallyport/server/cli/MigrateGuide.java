package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a migration stands, step by step, as {@code status} tells it: nothing is remembered but
 * what the project, the database and the store say anyway.
 */
record MigrateGuide(List<Step> steps, List<GuideTicket> beside) {
  private static final Set<String> WAITING = Set.of("pending", "rolled-back", "manual-pending");
  private static final Set<String> GOOD = Set.of("applied", "manual-applied", "manual-unknown");

  /** How a step stands. */
  enum Mark {
    DONE("x"),
    NOW(">"),
    LATER(" ");

    private final String sign;

    Mark(String sign) {
      this.sign = sign;
    }
  }

  /**
   * One step of the way.
   *
   * @param says what is so
   * @param command what to do about it; empty where nothing is
   */
  record Step(String name, Mark mark, String says, String command) {
    private static Step of(String name, GuideTicket ticket) {
      return new Step(name, Mark.NOW, ticket.says(), ticket.command());
    }
  }

  MigrateGuide {
    steps = List.copyOf(steps);
    beside = List.copyOf(beside);
  }

  static MigrateGuide of(Map<String, @Nullable Object> status) {
    List<Map<?, ?>> migrations = migrations(status);
    List<GuideTicket> tickets = maps(status.get("tickets")).stream().map(GuideTicket::of).toList();
    boolean unmanaged =
        maps(status.get("drift")).stream().anyMatch(d -> "baseline".equals(text(d, "scenario")));
    Standing standing =
        new Standing(
            migrations.stream().filter(one -> !isGood(one) && !isWaiting(one)).toList(),
            migrations.stream().filter(MigrateGuide::isWaiting).toList(),
            unmanaged,
            tickets);
    return new MigrateGuide(
        List.of(
            new Step(
                "backup",
                Mark.LATER,
                "Sallyport can't make one yet: make it with your own tools before production",
                ""),
            standing.history(),
            standing.create(),
            standing.review(),
            standing.deploy(),
            standing.verify()),
        tickets.stream().filter(GuideTicket::isBeside).toList());
  }

  private static boolean isGood(Map<?, ?> migration) {
    return GOOD.contains(text(migration, "state"));
  }

  private static boolean isWaiting(Map<?, ?> migration) {
    return WAITING.contains(text(migration, "state"));
  }

  /**
   * How a project stands.
   *
   * @param wrong migrations that have to be set right first
   * @param waiting those that are still to be applied
   */
  private record Standing(
      List<Map<?, ?>> wrong,
      List<Map<?, ?>> waiting,
      boolean unmanaged,
      List<GuideTicket> tickets) {

    private boolean inOrder() {
      return wrong.isEmpty() && !unmanaged && settling().isEmpty();
    }

    private Optional<GuideTicket> settling() {
      return tickets.stream().filter(GuideTicket::settles).findFirst();
    }

    private Optional<GuideTicket> deploying() {
      return tickets.stream().filter(GuideTicket::deploys).findFirst();
    }

    private Optional<GuideTicket> writing() {
      return tickets.stream().filter(GuideTicket::writes).findFirst();
    }

    Step history() {
      if (settling().isPresent()) {
        return Step.of("history", settling().get());
      }
      if (unmanaged) {
        return new Step(
            "history",
            Mark.NOW,
            "the database has tables and no history",
            "sallyport migrate baseline --justification WHY");
      }
      if (wrong.isEmpty()) {
        return new Step("history", Mark.DONE, "in order", "");
      }
      Map<?, ?> first = wrong.get(0);
      String more = wrong.size() == 1 ? "" : " (and " + (wrong.size() - 1) + " more)";
      return new Step(
          "history",
          Mark.NOW,
          "`"
              + text(first, "name")
              + "` is "
              + text(first, "state")
              + more
              + ": "
              + text(first, "remedy"),
          mending(first));
    }

    private static String mending(Map<?, ?> migration) {
      return switch (text(migration, "state")) {
        case "failed", "ghost", "orphaned" -> "sallyport migrate repair --justification WHY";
        case "manual-partial" ->
            "sallyport migrate deploy --name " + text(migration, "name") + " --justification WHY";
        default -> "sallyport status";
      };
    }

    Step create() {
      if (writing().isPresent()) {
        return Step.of("create", writing().get());
      }
      if (!waiting.isEmpty()) {
        return new Step("create", Mark.DONE, waiting.size() + " waiting to be applied", "");
      }
      if (deploying().isPresent()) {
        return new Step("create", Mark.DONE, "in the ticket", "");
      }
      return new Step(
          "create",
          Mark.LATER,
          "nothing waits; to change something: sallyport propose NAME SQL --no-apply",
          "");
    }

    Step review() {
      if (deploying().isPresent()) {
        return new Step("review", Mark.DONE, "the ticket shows every byte", "");
      }
      if (waiting.isEmpty()) {
        return new Step("review", Mark.LATER, "nothing to review", "");
      }
      String names =
          String.join(", ", waiting.stream().map(one -> text(one, "name")).limit(5).toList());
      return new Step(
          "review",
          inOrder() ? Mark.NOW : Mark.LATER,
          "read " + names + (waiting.size() > 5 ? " …" : "") + ", and what the linter says",
          "sallyport validate");
    }

    Step deploy() {
      if (deploying().isPresent()) {
        return Step.of("deploy", deploying().get());
      }
      if (waiting.isEmpty()) {
        return new Step("deploy", Mark.LATER, "nothing to deploy", "");
      }
      boolean manual = waiting.stream().allMatch(one -> "manual".equals(text(one, "pattern")));
      return new Step(
          "deploy",
          inOrder() ? Mark.NOW : Mark.LATER,
          "opens a ticket with every byte",
          "sallyport migrate deploy"
              + (manual ? " --name " + text(waiting.get(0), "name") : "")
              + " --justification WHY");
    }

    Step verify() {
      boolean clean =
          inOrder() && waiting.isEmpty() && deploying().isEmpty() && writing().isEmpty();
      return new Step(
          "verify",
          clean ? Mark.DONE : Mark.LATER,
          clean ? "every file has its row and every row its file" : "after the deployment",
          "");
    }
  }

  /** 0 where all is well, 4 where a ticket waits, 1 where there is something to do. */
  ExitCode exit() {
    boolean waits = steps.stream().anyMatch(step -> step.says().startsWith("ticket "));
    boolean clean =
        steps.stream().anyMatch(step -> step.name().equals("verify") && step.mark() == Mark.DONE);
    return waits ? ExitCode.WAITING : clean ? ExitCode.DONE : ExitCode.FOUND;
  }

  Map<String, Object> toMap() {
    List<Map<String, String>> all = new ArrayList<>();
    for (Step step : steps) {
      Map<String, String> one = new LinkedHashMap<>();
      one.put("step", step.name());
      one.put("mark", step.mark().name().toLowerCase(java.util.Locale.ROOT));
      one.put("says", step.says());
      one.put("command", step.command());
      all.add(one);
    }
    return Map.of(
        "steps", all, "next", next(), "beside", beside.stream().map(GuideTicket::id).toList());
  }

  private String next() {
    return steps.stream()
        .filter(step -> step.mark() == Mark.NOW && !step.command().isEmpty())
        .map(Step::command)
        .findFirst()
        .orElse("");
  }

  void print(Terminal terminal) {
    for (Step step : steps) {
      String head = "[" + step.mark().sign + "] " + String.format("%-9s", step.name());
      String shown = terminal.paint(step.mark() == Mark.NOW ? Paint.WAITING : Paint.QUIET, head);
      for (String line : Columns.wrap(Visible.text(step.says()), 80 - head.length())) {
        terminal.line(shown + line);
        shown = " ".repeat(head.length());
      }
      if (step.mark() == Mark.NOW && !step.command().isEmpty()) {
        for (String command : step.command().split("; ")) {
          terminal.line(" ".repeat(head.length()) + "$ " + Visible.text(command));
        }
      }
    }
    beside.forEach(
        ticket ->
            terminal.line("also open: " + Visible.text(ticket.says() + ": " + ticket.command())));
  }

  private static List<Map<?, ?>> migrations(Map<String, @Nullable Object> status) {
    return status.get("history") instanceof Map<?, ?> history
        ? maps(history.get("migrations"))
        : List.of();
  }

  private static List<Map<?, ?>> maps(@Nullable Object list) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (list instanceof List<?> all) {
      all.forEach(
          one -> {
            if (one instanceof Map<?, ?> map) {
              maps.add(map);
            }
          });
    }
    return maps;
  }

  private static String text(Map<?, ?> map, String name) {
    Object value = map.get(name);
    return value == null ? "" : value.toString();
  }
}
