package dev.sallyport.server.cli;

import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.Approval;
import dev.sallyport.server.approval.NewTicket;
import dev.sallyport.server.approval.Requester;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.gateway.PlanPart;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A ticket as an approver sees it: who, where, what, how many rows, which locks, which terms. At
 * most 80 columns; nothing in it is interpreted by the terminal but our own colours.
 */
final class TicketView {
  private static final int WIDTH = 80;
  private static final int LABEL = 12;
  private static final int MOST_NOTES = 8;
  private static final int MOST_EFFECTS = 24;
  private static final int MOST_LOSSES = 12;

  private final Ticket ticket;
  private final Terminal terminal;
  private final List<String> lines = new ArrayList<>();

  private TicketView(Ticket ticket, Terminal terminal) {
    this.ticket = ticket;
    this.terminal = terminal;
  }

  static List<String> of(Ticket ticket, Sallyport sallyport, Terminal terminal) {
    boolean pending = ticket.state() instanceof TicketState.Pending;
    return of(
        ticket,
        pending ? sallyport.desk().missing(ticket) : List.of(),
        sallyport.clock().instant(),
        terminal);
  }

  static List<String> of(Ticket ticket, List<String> missing, Instant now, Terminal terminal) {
    TicketView view = new TicketView(ticket, terminal);
    view.head(now);
    view.who();
    view.where();
    view.statements();
    view.consequences();
    view.terms(missing);
    return List.copyOf(view.lines);
  }

  private void head(Instant now) {
    String title = "ticket " + ticket.id();
    String state = StateWords.shortly(ticket.state(), now);
    String gap = " ".repeat(Math.max(2, WIDTH - title.length() - state.length()));
    lines.add(terminal.paint(Paint.STRONG, title) + gap + terminal.paint(Paint.WAITING, state));
    lines.add("─".repeat(WIDTH));
  }

  private void who() {
    Requester requester = ticket.request().requester();
    String face = requester.face() == Requester.Face.MCP ? "over MCP" : "on the command line";
    String proof = requester.verified() ? "verified" : "unverified";
    entry("asks", requester.name() + " (" + proof + "), " + face + ", as " + requester.osUser());
    entry("why", ticket.request().justification());
  }

  private void where() {
    NewTicket request = ticket.request();
    String environment = Lookalikes.shown(request.environment()).toUpperCase(java.util.Locale.ROOT);
    String place = text(request.database(), "database") + " on " + text(request.database(), "host");
    boolean serious = request.environment().equals("production");
    painted("where", List.of(environment), serious ? Paint.BAD : Paint.GOOD);
    entry("", place + ", system " + text(request.database(), "system"));
    for (JsonValue why : list("environment_why")) {
      entry("", plain(why));
    }
    entry("operation", request.operation().label());
  }

  private void statements() {
    lines.add("");
    int number = 1;
    List<Step> steps = ticket.request().steps();
    List<PlanPart> parts = ticket.request().operation().isSql() ? PlanPart.of(steps) : List.of();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      PartWords.before(i, parts, steps, ticket.state())
          .ifPresent(words -> lines.add(terminal.paint(Paint.STRONG, words)));
      StepWords.of(step).forEach(words -> lines.add(terminal.paint(Paint.WAITING, words)));
      if (StepWords.showsText(step)) {
        statement(number++, step.text().strip());
      }
    }
    lines.add("");
  }

  private void statement(int number, String sql) {
    String margin = String.format("%3d  ", number);
    for (String line : Lookalikes.lines(sql).replace("\t", "    ").split("\n", -1)) {
      for (String piece : Columns.cut(line, WIDTH - margin.length() - 1)) {
        boolean cut = piece.length() < line.length() && !line.endsWith(piece);
        lines.add(
            terminal.paint(Paint.QUIET, margin)
                + SqlPaint.line(piece, terminal)
                + (cut ? terminal.paint(Paint.QUIET, "↩") : ""));
        margin = "     ";
      }
    }
  }

  private void consequences() {
    Set<String> effects = new LinkedHashSet<>();
    for (JsonValue statement : list("statements")) {
      for (JsonValue effect : statement.asJsonObject().getJsonArray("effects")) {
        effects.add(text(effect.asJsonObject(), "words"));
      }
    }
    entry("plan", text(ticket.request().view(), "summary"));
    entries("note", shortened(list("notes").stream().map(TicketView::plain).toList(), MOST_NOTES));
    entries("does", shortened(List.copyOf(effects), MOST_EFFECTS));
    entries("rows", rows());
    losses();
    Set<String> locks = new LinkedHashSet<>();
    ticket.request().steps().forEach(step -> locks.addAll(Locks.of(step.text())));
    entries("locks", locks);
  }

  private void losses() {
    List<String> losses =
        list("losses").stream().map(loss -> LossText.of(loss.asJsonObject())).toList();
    String label = "loses";
    for (String loss : shortened(losses, MOST_LOSSES)) {
      painted(label, Columns.wrap(loss, WIDTH - LABEL), Paint.BAD);
      label = "";
    }
  }

  private static List<String> shortened(List<String> texts, int most) {
    if (texts.size() <= most) {
      return texts;
    }
    List<String> first = new ArrayList<>(texts.subList(0, most));
    first.add("and " + (texts.size() - most) + " more: `tickets show --json` has them all");
    return first;
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    JsonValue estimates = ticket.request().view().get("estimate");
    boolean exact = JsonValue.TRUE.equals(ticket.request().view().get("estimate_exact"));
    ticket
        .request()
        .ceilings()
        .forEach(
            (table, ceiling) -> {
              JsonValue estimate = estimates instanceof JsonObject known ? known.get(table) : null;
              String counted =
                  estimate == null ? "not counted" : (exact ? "" : "about ") + estimate;
              boolean any = table.equals("*");
              rows.add(
                  (any ? "any other table that a call reaches" : table)
                      + ": "
                      + counted
                      + ", at most "
                      + ceiling
                      + " or it is rolled back");
            });
    return rows;
  }

  private void terms(List<String> missing) {
    Set<String> reasons = new LinkedHashSet<>();
    for (JsonValue reason : list("reasons")) {
      JsonObject one = reason.asJsonObject();
      reasons.add(text(one, "message") + " [rule " + text(one, "rule") + "]");
    }
    entries("policy", reasons);
    entries("required", ticket.request().obligations().require().stream().sorted().toList());
    for (Approval approval : ticket.approvals()) {
      String comment = approval.comment().isEmpty() ? "" : ": " + approval.comment();
      entry("approved by", approval.approver() + " at " + approval.at() + comment);
    }
    entries("needs", missing);
    if (ticket.state().settled() || ticket.state() instanceof TicketState.Unknown) {
      entries("ended", StateWords.ending(ticket.state()));
    }
    entry("digest", TicketDesk.digest(ticket));
  }

  private List<? extends JsonValue> list(String name) {
    return ticket.request().view().get(name) instanceof jakarta.json.JsonArray array
        ? array
        : List.of();
  }

  private void entries(String label, Iterable<String> texts) {
    String shown = label;
    for (String text : texts) {
      entry(shown, text);
      shown = "";
    }
  }

  private void entry(String label, String text) {
    if (!text.isBlank()) {
      String safe = Lookalikes.lines(text).replace('\n', ' ').replace('\t', ' ');
      painted(label, Columns.wrap(safe, WIDTH - LABEL), null);
    }
  }

  private void painted(
      String label, List<String> texts, @org.jspecify.annotations.Nullable Paint paint) {
    String shown = label;
    for (String text : texts) {
      lines.add(
          terminal.paint(Paint.QUIET, String.format("%-" + LABEL + "s", shown))
              + (paint == null ? text : terminal.paint(paint, text)));
      shown = "";
    }
  }

  private static String text(JsonObject json, String name) {
    return json.get(name) instanceof JsonString text ? text.getString() : "";
  }

  private static String plain(JsonValue value) {
    return value instanceof JsonString text ? text.getString() : value.toString();
  }
}
