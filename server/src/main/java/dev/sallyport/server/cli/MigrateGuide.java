package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    static Step of(String name, GuideTicket ticket) {
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
    GuideStanding standing =
        new GuideStanding(
            unreachable(status),
            !Boolean.FALSE.equals(status.get("healthy")),
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

  /** Why the database can't be asked; empty where it can. */
  private static String unreachable(Map<String, @Nullable Object> status) {
    return status.get("database") instanceof Map<?, ?> database
            && Boolean.FALSE.equals(database.get("reachable"))
        ? database.get("error") instanceof Map<?, ?> error ? text(error, "message") : "it is away"
        : "";
  }

  /**
   * 0 where all is well, 4 where a ticket waits, 3 where the database can't be asked, 1 where there
   * is something to do.
   */
  ExitCode exit() {
    if (steps.stream().anyMatch(step -> step.command().equals("sallyport doctor"))) {
      return ExitCode.ENVIRONMENT;
    }
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

  static String text(Map<?, ?> map, String name) {
    Object value = map.get(name);
    return value == null ? "" : value.toString();
  }
}
