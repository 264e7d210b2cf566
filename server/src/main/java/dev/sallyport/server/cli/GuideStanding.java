package dev.sallyport.server.cli;

import dev.sallyport.server.cli.MigrateGuide.Mark;
import dev.sallyport.server.cli.MigrateGuide.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a project stands, and so each step of the way.
 *
 * @param unreachable why the database can't be asked; empty where it can
 * @param healthy whether {@code status} finds nothing wrong
 * @param wrong migrations that have to be set right first
 * @param waiting those that are still to be applied
 */
record GuideStanding(
    String unreachable,
    boolean healthy,
    List<Map<?, ?>> wrong,
    List<Map<?, ?>> waiting,
    boolean unmanaged,
    List<GuideTicket> tickets) {

  private boolean inOrder() {
    return unreachable.isEmpty() && wrong.isEmpty() && !unmanaged && settling().isEmpty();
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
    if (!unreachable.isEmpty()) {
      return new Step(
          "history", Mark.NOW, "the database can't be asked: " + unreachable, "sallyport doctor");
    }
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
            + MigrateGuide.text(first, "name")
            + "` is "
            + MigrateGuide.text(first, "state")
            + more
            + ": "
            + MigrateGuide.text(first, "remedy"),
        mending(first));
  }

  private static String mending(Map<?, ?> migration) {
    return switch (MigrateGuide.text(migration, "state")) {
      case "failed", "ghost", "orphaned" -> "sallyport migrate repair --justification WHY";
      case "manual-partial" ->
          "sallyport migrate deploy --name "
              + MigrateGuide.text(migration, "name")
              + " --justification WHY";
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
        String.join(
            ", ", waiting.stream().map(one -> MigrateGuide.text(one, "name")).limit(5).toList());
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
    boolean manual =
        waiting.stream().allMatch(one -> "manual".equals(MigrateGuide.text(one, "pattern")));
    return new Step(
        "deploy",
        inOrder() ? Mark.NOW : Mark.LATER,
        "opens a ticket with every byte",
        "sallyport migrate deploy"
            + (manual ? " --name " + MigrateGuide.text(waiting.get(0), "name") : "")
            + " --justification WHY");
  }

  Step verify() {
    boolean clean = inOrder() && waiting.isEmpty() && deploying().isEmpty() && writing().isEmpty();
    if (clean && !healthy) {
      return new Step("verify", Mark.NOW, "not everything is as it should be", "sallyport status");
    }
    return new Step(
        "verify",
        clean ? Mark.DONE : Mark.LATER,
        clean ? "every file has its row and every row its file" : "after the deployment",
        "");
  }
}
