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
record MigrateGuide(List<Step> steps) {
  private static final Set<String> WAITING = Set.of("pending", "rolled-back", "manual-pending");
  private static final Set<String> GOOD = Set.of("applied", "manual-applied");
  private static final Set<String> ASKED = Set.of("query", "execute");

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
  record Step(String name, Mark mark, String says, String command) {}

  MigrateGuide {
    steps = List.copyOf(steps);
  }

  static MigrateGuide of(Map<String, @Nullable Object> status) {
    List<Map<?, ?>> migrations = migrations(status);
    List<Map<?, ?>> wrong =
        migrations.stream()
            .filter(
                one -> !GOOD.contains(text(one, "state")) && !WAITING.contains(text(one, "state")))
            .toList();
    List<Map<?, ?>> waiting =
        migrations.stream().filter(one -> WAITING.contains(text(one, "state"))).toList();
    List<Map<?, ?>> tickets =
        maps(status.get("tickets")).stream()
            .filter(ticket -> !ASKED.contains(text(ticket, "operation")))
            .toList();
    boolean unmanaged =
        maps(status.get("drift")).stream().anyMatch(d -> "baseline".equals(text(d, "scenario")));
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "backup",
            Mark.LATER,
            "Sallyport can't make one yet: make it with your own tools before production",
            ""));
    steps.add(history(wrong, unmanaged));
    boolean inOrder = wrong.isEmpty() && !unmanaged;
    steps.add(create(waiting, tickets, inOrder));
    steps.add(review(waiting, tickets, inOrder));
    steps.add(deploy(waiting, tickets, inOrder));
    boolean clean = inOrder && waiting.isEmpty() && tickets.isEmpty();
    steps.add(
        new Step(
            "verify",
            clean ? Mark.DONE : Mark.LATER,
            clean ? "every file has its row and every row its file" : "after the deployment",
            clean ? "" : "sallyport migrate"));
    return new MigrateGuide(steps);
  }

  private static Step history(List<Map<?, ?>> wrong, boolean unmanaged) {
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
    String state = text(first, "state");
    boolean repairable = Set.of("failed", "ghost", "orphaned").contains(state);
    return new Step(
        "history",
        Mark.NOW,
        "`" + text(first, "name") + "` is " + state + ": " + text(first, "remedy"),
        repairable ? "sallyport migrate repair --justification WHY" : "");
  }

  private static Step create(List<Map<?, ?>> waiting, List<Map<?, ?>> tickets, boolean inOrder) {
    if (!waiting.isEmpty() || !tickets.isEmpty()) {
      return new Step("create", Mark.DONE, waiting.size() + " waiting to be applied", "");
    }
    return new Step(
        "create",
        inOrder ? Mark.NOW : Mark.LATER,
        "nothing waits; write one without applying it, if there is something to change",
        "sallyport propose NAME SQL --no-apply");
  }

  private static Step review(List<Map<?, ?>> waiting, List<Map<?, ?>> tickets, boolean inOrder) {
    if (waiting.isEmpty()) {
      return new Step("review", tickets.isEmpty() ? Mark.LATER : Mark.DONE, "in the ticket", "");
    }
    String names =
        String.join(", ", waiting.stream().map(one -> text(one, "name")).limit(5).toList());
    return new Step(
        "review", inOrder && tickets.isEmpty() ? Mark.NOW : Mark.DONE, names, "sallyport validate");
  }

  private static Step deploy(List<Map<?, ?>> waiting, List<Map<?, ?>> tickets, boolean inOrder) {
    if (!tickets.isEmpty()) {
      String ticket = text(tickets.get(0), "ticket");
      return new Step(
          "deploy",
          Mark.NOW,
          "ticket " + ticket + " is " + text(tickets.get(0), "state"),
          "sallyport tickets show " + ticket + "; sallyport approve " + ticket);
    }
    if (waiting.isEmpty()) {
      return new Step("deploy", Mark.LATER, "nothing to deploy", "");
    }
    boolean manual = waiting.stream().allMatch(one -> "manual".equals(text(one, "pattern")));
    return new Step(
        "deploy",
        inOrder ? Mark.NOW : Mark.LATER,
        "opens a ticket with every byte",
        "sallyport migrate deploy"
            + (manual ? " --name " + text(waiting.get(0), "name") : "")
            + " --justification WHY");
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
    return Map.of("steps", all, "next", next());
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
        terminal.line(" ".repeat(head.length()) + "$ " + Visible.text(step.command()));
      }
    }
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
