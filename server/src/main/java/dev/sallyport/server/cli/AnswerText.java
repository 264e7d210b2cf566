package dev.sallyport.server.cli;

import dev.sallyport.policy.rules.Reason;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Outcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A gate's answer as a person reads it. */
final class AnswerText {
  private final Terminal terminal;

  AnswerText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Answer answer) {
    if (answer.body().get("columns") instanceof List<?> columns
        && answer.body().get("rows") instanceof List<?> rows) {
      new TableText(terminal).print(columns, rows);
    }
    if (answer.outcome() != Outcome.DONE) {
      terminal.line(head(answer));
    }
    plan(answer.body());
    answer.reasons().stream()
        .filter(reason -> reason.verdict() != Verdict.ALLOW)
        .distinct()
        .forEach(answer.outcome() == Outcome.PENDING ? this::message : this::reason);
    error(answer.body());
    String next = next(answer);
    if (!next.isEmpty()) {
      terminal.folded(terminal.paint(Paint.QUIET, "next: "), 6, next);
    }
  }

  /** A person has commands where an agent has tools. */
  private static String next(Answer answer) {
    return answer.outcome() == Outcome.PENDING && answer.ticket() != null
        ? "an approver looks with `sallyport tickets show "
            + answer.ticket()
            + "`; `sallyport approve "
            + answer.ticket()
            + "` approves and runs it"
        : answer.next();
  }

  private void plan(Map<String, @Nullable Object> body) {
    if (body.get("summary") instanceof String summary) {
      terminal.folded("  ", 2, summary);
    }
    if (body.get("notes") instanceof List<?> notes) {
      notes.forEach(note -> terminal.folded("  - ", 4, String.valueOf(note)));
    }
  }

  private String head(Answer answer) {
    String ticket = answer.ticket() == null ? "" : "ticket " + answer.ticket();
    return switch (answer.outcome()) {
      case DONE -> terminal.paint(Paint.GOOD, "done");
      case PENDING -> terminal.paint(Paint.WAITING, "pending: ") + ticket;
      case DENIED -> terminal.paint(Paint.BAD, "denied") + (ticket.isEmpty() ? "" : ": " + ticket);
      case FAILED -> terminal.paint(Paint.BAD, "failed") + (ticket.isEmpty() ? "" : ": " + ticket);
    };
  }

  /** What it says, without how to ask for it: it was asked for. */
  private void message(Reason reason) {
    terminal.folded("  ", 2, reason.message() + "  [rule " + reason.ruleId() + "]");
  }

  private void reason(Reason reason) {
    message(reason);
    if (!reason.help().isEmpty()) {
      terminal.folded(terminal.paint(Paint.NAME, "  help: "), 8, reason.help());
    }
  }

  private void error(Map<String, @Nullable Object> body) {
    if (body.get("error") instanceof Map<?, ?> error) {
      terminal.folded("  ", 2, String.valueOf(error.get("message")));
      Object hint = error.get("hint");
      if (hint != null) {
        terminal.folded(terminal.paint(Paint.NAME, "  help: "), 8, String.valueOf(hint));
      }
    }
  }
}
