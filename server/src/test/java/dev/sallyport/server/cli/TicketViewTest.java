package dev.sallyport.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.server.approval.NewTicket;
import dev.sallyport.server.approval.PinnedIdentity;
import dev.sallyport.server.approval.Requester;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.audit.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TicketViewTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private static Terminal terminal(boolean colour) {
    return new Terminal(
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false, colour);
  }

  private static Ticket asking(String sql, String why) {
    NewTicket request =
        new NewTicket(
            Operation.EXECUTE,
            List.of(Step.inTransaction(sql)),
            new PinnedIdentity("7301556201", "booking", "db.internal").toJson(),
            "production",
            new Requester("claude@booking", true, Requester.Face.MCP, "dev"),
            why,
            "f".repeat(64),
            "a".repeat(64),
            Obligations.DEFAULT,
            Map.of(),
            Map.of("public.bookings", 22L),
            CanonicalJson.parse(
                "{\"estimate\":{\"public.bookings\":12},\"estimate_exact\":false,"
                    + "\"statements\":[{\"sql\":\"\",\"effects\":[{\"words\":"
                    + "\"delete table `public.bookings`\"}]}],"
                    + "\"reasons\":[{\"rule\":\"production-writes\",\"message\":"
                    + "\"writes to production need approval\"}]}"));
    return new Ticket(
        new TicketId("T-4821-0937-5521"),
        1,
        NOW,
        request,
        "d".repeat(64),
        new TicketState.Pending(NOW, NOW.plusSeconds(7_200)),
        List.of());
  }

  private static List<String> view(Ticket ticket, boolean colour) {
    return TicketView.of(
        ticket, List.of("1 more of `dba` (rule `production-writes`)"), NOW, terminal(colour));
  }

  static Stream<Arguments> aLossIsSaidInWords() {
    return Stream.of(
        argumentSet("counted", 34, true, 49_152, "public.users: 34 rows, 48 kB on disk"),
        argumentSet("one", 1, true, 8_192, "public.users: 1 row, 8 kB on disk"),
        argumentSet(
            "guessed",
            1_204_000,
            false,
            5_368_709_120L,
            "public.users: about 1,204,000 rows, 5 GB on disk"),
        argumentSet("unknown", -1, false, 0, "public.users: rows not counted, 0 kB on disk"));
  }

  @ParameterizedTest
  @MethodSource
  void aLossIsSaidInWords(long rows, boolean exact, long bytes, String expected) {
    assertThat(
            LossText.of(
                CanonicalJson.parse(
                    "{\"table\":\"public.users\",\"rows\":%d,\"exact\":%s,\"bytes\":%d}"
                        .formatted(rows, exact, bytes))))
        .isEqualTo(expected);
  }

  @Test
  void anApproverSeesWhoWhereWhatHowMuchAndUnderWhichTerms() {
    List<String> view = view(asking("delete from bookings where id = 7", "a test booking"), false);

    assertThat(String.join("\n", view))
        .isEqualTo(
            """
            ticket T-4821-0937-5521                            pending, expires in 2 h 0 min
            ────────────────────────────────────────────────────────────────────────────────
            asks        claude@booking (verified), over MCP, as dev
            why         a test booking
            where       PRODUCTION
                        booking on db.internal, system 7301556201
            operation   execute

              1  delete from bookings where id = 7

            does        delete table `public.bookings`
            rows        public.bookings: about 12, at most 22 or it is rolled back
            locks       ROW EXCLUSIVE: the rows it changes, until the transaction ends
            policy      writes to production need approval [rule production-writes]
            needs       1 more of `dba` (rule `production-writes`)
            digest      559049debd12dee11618b8570a89c5eba66c54d5b288ccb8761decf2354207a8\
            """);
  }

  static Stream<Arguments> whatWouldMislead() {
    return Stream.of(
        argumentSet("colour escape", "drop \u001b[8mtable users\u001b[0m", "\\u{1b}[8m"),
        argumentSet("carriage return", "select 1 -- \rdrop table users", "\\u{d}"),
        argumentSet("backspace", "drop table users\b\b\b\b\bnotes", "\\u{8}"),
        argumentSet("window title", "\u001b]0;hello\u0007select 1", "\\u{1b}]0;hello\\u{7}"),
        argumentSet("bidirectional override", "select '\u202e' from x", "\\u{202e}"),
        argumentSet("isolate", "select \u2066x\u2069", "\\u{2066}"),
        argumentSet("zero width space", "drop table us\u200bers", "us\\u{200b}ers"),
        argumentSet("line separator", "select 1\u2028drop", "\\u{2028}"),
        argumentSet("no-break space", "select\u00a01", "\\u{a0}"),
        argumentSet("Cyrillic a in users", "drop table \u0430ccounts", "\\u{430}ccounts"),
        argumentSet("Greek omicron alone", "select \u03bf", "\\u{3bf}"),
        argumentSet("full-width semicolon", "select 1\uff1b drop", "\\u{ff1b}"),
        argumentSet("Greek question mark", "select 1\u037e drop", "\\u{37e}"),
        argumentSet("mathematical letters", "drop \ud835\udcc9able", "\\u{1d4c9}able"),
        argumentSet("dotless i", "drop table \u0131tems", "\\u{131}tems"),
        argumentSet("curly quote", "select \u2019x\u2019", "\\u{2019}"),
        argumentSet("minus sign", "select 1 \u2212 2", "\\u{2212}"),
        argumentSet("combining overlay", "drop table a\u0338b", "\\u{338}"));
  }

  @ParameterizedTest
  @MethodSource
  void whatWouldMislead(String text, String shown) {
    String inStatement = String.join("\n", view(asking(text, "none"), false));
    String inReason = String.join("\n", view(asking("select 1", text), false));

    assertThat(inStatement).contains(shown);
    assertThat(inReason).contains(shown);
  }

  @Test
  void honestWordsOfOtherLanguagesStayReadable() {
    String view =
        String.join(
            "\n",
            view(asking("select 'Gr\u00fc\u00dfe, \u540d\u524d'", "f\u00fcr Zo\u00eb"), false));

    assertThat(view).contains("Gr\u00fc\u00dfe, \u540d\u524d").contains("f\u00fcr Zo\u00eb");
  }

  static Stream<Arguments> longTexts() {
    return Stream.of(
        argumentSet("one long word", "select '" + "x".repeat(500) + "'"),
        argumentSet("wide characters", "select '" + "\u540d".repeat(300) + "'"),
        argumentSet("tabs", "\tselect\t1,\t" + "2,".repeat(100) + "3"),
        argumentSet("escapes at the edge", "select '" + "\u202e".repeat(200) + "'"));
  }

  @ParameterizedTest
  @MethodSource
  void longTexts(String text) {
    assertThat(view(asking(text, text), false))
        .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(80));
  }

  @Test
  void colourAddsNothingButColour() {
    Ticket ticket = asking("delete from bookings -- all\nwhere note = 'x'", "why");

    List<String> plain =
        view(ticket, true).stream().map(line -> line.replaceAll("\u001b\\[[0-9]+m", "")).toList();

    assertThat(plain).isEqualTo(view(ticket, false));
  }

  static Stream<Arguments> locks() {
    return Stream.of(
        argumentSet(
            "add a column",
            "ALTER TABLE bookings ADD COLUMN notes text",
            List.of("ACCESS EXCLUSIVE: blocks reads and writes, briefly")),
        argumentSet(
            "two actions",
            "alter table a add column b text, validate constraint c",
            List.of(
                "ACCESS EXCLUSIVE: blocks reads and writes, briefly",
                "SHARE UPDATE EXCLUSIVE: blocks neither reads nor writes")),
        argumentSet(
            "index",
            "create index on bookings (tenant_id)",
            List.of("SHARE: blocks writes while the index is built")),
        argumentSet(
            "index, concurrently",
            "create unique index concurrently i on b (c)",
            List.of("SHARE UPDATE EXCLUSIVE: blocks neither; waits for older transactions")),
        argumentSet(
            "comment before",
            "/* harmless */ truncate bookings",
            List.of("ACCESS EXCLUSIVE: blocks reads and writes")),
        argumentSet("nothing known", "select 1", List.of()));
  }

  @ParameterizedTest
  @MethodSource
  void locks(String sql, List<String> expected) {
    assertThat(Locks.of(sql)).isEqualTo(expected);
  }
}
