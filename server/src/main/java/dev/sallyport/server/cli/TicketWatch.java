package dev.sallyport.server.cli;

import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketFilter;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.approval.TicketState;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jline.terminal.Attributes;
import org.jline.utils.InfoCmp.Capability;

/** The watching itself: draws once a second, and at every key. */
final class TicketWatch {
  private static final long LOOK_MILLIS = 1_000;
  private static final int MOST = 20;

  private final Sallyport sallyport;
  private final Terminal terminal;
  private final org.jline.terminal.Terminal screen;
  private final Passphrase human;
  private final SigningOptions signing;
  private final Set<TicketId> seen = new HashSet<>();
  private List<Ticket> tickets = List.of();
  private int chosen;
  private String note = "";

  TicketWatch(
      Sallyport sallyport,
      Terminal terminal,
      org.jline.terminal.Terminal screen,
      Passphrase human,
      SigningOptions signing) {
    this.sallyport = sallyport;
    this.terminal = terminal;
    this.screen = screen;
    this.human = human;
    this.signing = signing;
  }

  void run() throws IOException {
    Attributes usual = screen.enterRawMode();
    try {
      int key = 0;
      while (key != 'q' && key != -1 && key != 3 && key != 4) {
        look();
        draw();
        key = screen.reader().read(LOOK_MILLIS);
        act(key, usual);
      }
    } finally {
      screen.setAttributes(usual);
    }
  }

  private void look() {
    tickets =
        sallyport
            .desk()
            .list(
                new TicketFilter(
                    Set.of(
                        TicketState.Kind.PENDING,
                        TicketState.Kind.APPROVED,
                        TicketState.Kind.EXECUTING,
                        TicketState.Kind.UNKNOWN),
                    null,
                    null,
                    MOST));
    chosen = Math.max(0, Math.min(chosen, tickets.size() - 1));
    boolean fresh = false;
    for (Ticket ticket : tickets) {
      fresh |= seen.add(ticket.id()) && ticket.state().kind() == TicketState.Kind.PENDING;
    }
    if (fresh) {
      screen.puts(Capability.bell);
    }
  }

  private void draw() {
    screen.puts(Capability.clear_screen);
    screen.flush();
    List<List<String>> rows =
        IntStream.range(0, tickets.size())
            .mapToObj(
                index -> {
                  List<String> row = TicketListCommand.row(tickets.get(index));
                  return List.of(
                      index == chosen ? ">" : " ", row.get(0), row.get(1), row.get(2), row.get(4));
                })
            .toList();
    new TableText(terminal).print(List.of("", "ticket", "state", "environment", "what"), rows);
    terminal.line("");
    terminal.line(note);
    terminal.line("j/k choose   s show   a approve   r reject   q quit");
  }

  private void act(int key, Attributes usual) {
    note = "";
    switch (key) {
      case 'j' -> chosen++;
      case 'k' -> chosen--;
      case 's', '\r', 'a', 'r' -> onChosen(key, usual);
      default -> {
        // Nothing was pressed in time, or a key without a meaning.
      }
    }
  }

  /** Gives the terminal back to ordinary questions, then takes it again. */
  private void onChosen(int key, Attributes usual) {
    if (tickets.isEmpty()) {
      return;
    }
    TicketId id = tickets.get(chosen).id();
    screen.puts(Capability.clear_screen);
    screen.flush();
    screen.setAttributes(usual);
    try {
      answer(key, id);
      human.line("-- press enter to go back --");
    } catch (SallyportException e) {
      note = Visible.text(e.getMessage() + "; " + e.help());
    } finally {
      screen.enterRawMode();
    }
  }

  private void answer(int key, TicketId id) {
    switch (key) {
      case 'a' -> {
        TicketApproveCommand approve = new TicketApproveCommand();
        approve.name = id.text();
        approve.signing = signing;
        approve.run(sallyport, terminal);
      }
      case 'r' -> {
        TicketRejectCommand reject = new TicketRejectCommand();
        reject.name = id.text();
        reject.reason = human.line("why? the agent reads it:");
        reject.signing = signing;
        reject.run(sallyport, terminal);
      }
      default -> {
        TicketShowCommand show = new TicketShowCommand();
        show.name = id.text();
        show.run(sallyport, terminal);
      }
    }
  }
}
