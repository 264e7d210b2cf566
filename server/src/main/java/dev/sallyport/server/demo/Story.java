package dev.sallyport.server.demo;

import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.audit.ChainReport;
import dev.sallyport.server.demo.Demo.OtherwiseThanTold;
import dev.sallyport.server.demo.Screen.Tone;
import dev.sallyport.server.shadow.EmbeddedDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The demo's chapters. Each says what it expects, and ends the demo where it is otherwise. */
final class Story {
  private static final String WHY =
      "42 tests fail: the application asks for Booking.bookingType, which the database lacks";

  private static final String NAME = "add_scheduling_platform";
  private static final String FILE = "prisma/migrations/07_" + NAME + ".sql";

  /** Differences that are shown. */
  private static final int FEW = 3;

  private final Screen screen;
  private final Audience audience;
  private final DemoAgent agent;
  private final DemoApprover approver;
  private final EmbeddedDatabase database;
  private final Map<String, String> environment;
  private final Path project;

  Story(
      Screen screen,
      Audience audience,
      DemoAgent agent,
      DemoApprover approver,
      EmbeddedDatabase database,
      Map<String, String> environment,
      Path project) {
    this.screen = screen;
    this.audience = audience;
    this.agent = agent;
    this.approver = approver;
    this.database = database;
    this.environment = environment;
    this.project = project;
  }

  void tell() {
    Map<String, Long> before = BookingExample.rowCounts(database);
    lookAround();
    meetTheIncident();
    tryWhatMustNotBe();
    lookAtTheDrift();
    String ticket = askForTheRightThing();
    boolean approved = openTheSecondGate(ticket);
    lookAgain(approved);
    countRows(before);
    checkTheLog();
  }

  private void lookAround() {
    screen.chapter("The agent looks around");
    screen.ask("status", "");
    ToolAnswer status = expect("done", agent.call("status", Map.of()));
    screen.fact("environment", status.text("environment"));
    screen.fact("boundary", status.text("boundary"));
    screen.fact(
        "database",
        status.object("database").get("name") + " as " + status.object("database").get("role"));
    screen.fact("migrations", standing(status));
    screen.fact("tickets", status.list("tickets").isEmpty() ? "none" : "some");
    query("SELECT \"status\", count(*) FROM \"Booking\" GROUP BY 1 ORDER BY 1", "done");
  }

  private void meetTheIncident() {
    screen.chapter("The query that the application sends, and that fails");
    query(BookingExample.FAILING_QUERY, "failed");
  }

  private void tryWhatMustNotBe() {
    screen.chapter("What an agent in a hurry would try");
    screen.ask("request_operation", "migrate-reset");
    answered(
        "denied",
        agent.call(
            "request_operation",
            Map.of("operation", "migrate-reset", "justification", "the history has drifted")));
    execute("DROP TABLE \"Booking\"", "it will be made again from the schema", "denied");
    query("SELECT 1; DROP TABLE \"User\"", "denied");
    execute("UPDATE \"Booking\" SET \"status\" = 'CANCELLED'", "clean up", "denied");
  }

  private void lookAtTheDrift() {
    screen.chapter("What the database lacks of the schema");
    ToolAnswer drift = compare();
    require(!drift.list("drift").isEmpty(), "the comparison finds no drift");
  }

  private String askForTheRightThing() {
    screen.chapter("The right migration, as a ticket");
    screen.ask("propose_migration", NAME + " (" + BookingExample.PROPOSAL + ")");
    Map<String, Object> arguments =
        Map.of(
            "name",
            NAME,
            "sql",
            BookingExample.text(BookingExample.PROPOSAL),
            "justification",
            WHY);
    ToolAnswer answer = expect("pending", agent.call("propose_migration", arguments));
    String ticket = answer.text("ticket");
    screen.outcome(Tone.WAITING, "pending: ticket " + ticket);
    because(answer);
    answer.list("notes").stream()
        .map(String::valueOf)
        .filter(note -> !note.startsWith("lint "))
        .forEach(note -> screen.aside("note: " + note));
    screen.aside("next: " + answer.text("next"));
    ToolAnswer again = expect("pending", agent.call("propose_migration", arguments));
    require(again.text("ticket").equals(ticket), "asking twice opened a second ticket");
    require(!Files.exists(project.resolve(FILE)), "the file is there before anybody approved it");
    screen.say("Asked twice, it is still the same ticket; nothing is written yet.");
    return ticket;
  }

  private boolean openTheSecondGate(String ticket) {
    screen.chapter("The ticket, as an approver sees it");
    screen.say("$ sallyport tickets show " + ticket);
    screen.space();
    screen.quote(TicketExcerpt.of(ticket, environment, project));
    screen.space();
    Audience.Answer answer = audience.approves(screen::question);
    if (answer == Audience.Answer.NO) {
      approver.reject(ticket);
      screen.outcome(Tone.BAD, "rejected by " + DemoApprover.NAME);
      expect("denied", agent.call("ticket_get", Map.of("ticket", ticket)));
      require(!Files.exists(project.resolve(FILE)), "a rejected proposal left its file");
      return false;
    }
    if (answer == Audience.Answer.NOBODY_THERE) {
      screen.say(
          "Nobody is at a terminal, so the demo approves by itself, with the throw-away key that it"
              + " made above. No other command can do that: they ask for the passphrase of a key"
              + " on a terminal.");
    }
    Ticket ended =
        screen.during(
            "signing as " + DemoApprover.NAME + ", and running it", () -> approver.approve(ticket));
    require(
        ended.state().kind() == TicketState.Kind.EXECUTED,
        "the ticket ended as " + ended.state().kind().label());
    screen.ask("ticket_wait", ticket);
    answered("done", agent.call("ticket_wait", Map.of("ticket", ticket, "max_seconds", 10)));
    require(Files.exists(project.resolve(FILE)), "the approved migration was not written");
    screen.fact("written", FILE);
    return true;
  }

  private void lookAgain(boolean approved) {
    screen.chapter("The same query again");
    query(BookingExample.FAILING_QUERY, approved ? "done" : "failed");
    screen.chapter("And the drift");
    ToolAnswer drift = compare();
    require(drift.list("drift").isEmpty() == approved, "the drift is not what it must be");
    ToolAnswer status = expect("done", agent.call("status", Map.of()));
    screen.fact("migrations", standing(status));
  }

  /** What differs between the database and schema.prisma, in a few words. */
  private ToolAnswer compare() {
    screen.ask("diff", "from: database, to: schema");
    ToolAnswer answer =
        expect(
            "done",
            screen.during(
                "comparing, on a shadow database",
                () -> agent.call("diff", Map.of("from", "database", "to", "schema"))));
    List<?> words = answer.list("words");
    screen.outcome(
        words.isEmpty() ? Tone.GOOD : Tone.WAITING,
        words.isEmpty() ? "done: no difference" : "done: " + words.size() + " differences");
    words.stream().limit(FEW).forEach(one -> screen.row(List.of(one)));
    for (Object drift : answer.list("drift")) {
      if (drift instanceof Map<?, ?> entry) {
        screen.aside("drift `" + entry.get("scenario") + "`: " + entry.get("remedy"));
      }
    }
    return answer;
  }

  private void countRows(Map<String, Long> before) {
    screen.chapter("What became of the data");
    Map<String, Long> after = BookingExample.rowCounts(database);
    after.forEach(
        (table, rows) ->
            screen.fact(
                table,
                String.format(Locale.ROOT, "%,7d rows, before %,7d", rows, before.get(table))));
    require(after.equals(before), "the number of rows changed");
  }

  private void checkTheLog() {
    ChainReport report = screen.during("checking the audit log, link by link", approver::verify);
    require(report.broken().isEmpty(), "the audit chain is broken");
    screen.fact("audit", report.records() + " records, every link holds");
  }

  private void query(String sql, String outcome) {
    screen.ask("query", sql);
    answered(outcome, agent.call("query", Map.of("sql", sql)));
  }

  private void execute(String sql, String justification, String outcome) {
    screen.ask("execute", sql);
    answered(outcome, agent.call("execute", Map.of("sql", sql, "justification", justification)));
  }

  private void answered(String outcome, ToolAnswer answer) {
    expect(outcome, answer);
    switch (outcome) {
      case "done" -> done(answer);
      case "failed" ->
          screen.outcome(
              Tone.BAD,
              "failed: "
                  + answer.object("error").get("sqlstate")
                  + " "
                  + answer.object("error").get("message"));
      default -> because(answer);
    }
  }

  /** The first reason of those that decided it. */
  private void because(ToolAnswer answer) {
    boolean denied = answer.outcome().equals("denied");
    String verdict = denied ? "deny" : "approve";
    answer.reasons().stream()
        .filter(reason -> reason.verdict().equals(verdict))
        .findFirst()
        .ifPresent(
            reason -> {
              screen.outcome(
                  denied ? Tone.BAD : Tone.WAITING,
                  (denied ? "denied: " : "") + reason.message() + " [rule " + reason.rule() + "]");
              if (denied) {
                screen.aside("help: " + reason.help());
              }
            });
  }

  private void done(ToolAnswer answer) {
    List<?> rows = answer.list("rows");
    screen.outcome(Tone.GOOD, rows.isEmpty() ? "done" : "done: " + rows.size() + " rows");
    for (Object row : rows) {
      if (row instanceof List<?> values) {
        screen.row(values);
      }
    }
  }

  /** How many migrations stand how, such as {@code 2 applied, 6 manual-applied}. */
  private static String standing(ToolAnswer status) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    if (status.object("history").get("migrations") instanceof List<?> migrations) {
      for (Object migration : migrations) {
        if (migration instanceof Map<?, ?> entry) {
          counts.merge(String.valueOf(entry.get("state")), 1, Integer::sum);
        }
      }
    }
    List<String> words = new ArrayList<>();
    counts.forEach((state, count) -> words.add(count + " " + state));
    return String.join(", ", words);
  }

  private static ToolAnswer expect(String outcome, ToolAnswer answer) {
    require(
        answer.outcome().equals(outcome),
        "expected `" + outcome + "`, but it was `" + answer.outcome() + "`: " + answer.reasons());
    return answer;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new OtherwiseThanTold(otherwise);
    }
  }
}
