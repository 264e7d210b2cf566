package dev.sallyport.server.migration.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The six boxes, each for what makes it yes, no or unknown. */
class VerificationTest {
  private static final DriftInShort.Known NONE = new DriftInShort.Compared(List.of());
  private static final DriftInShort.Known SOME =
      new DriftInShort.Compared(List.of(Map.of("scenario", "unexplained")));
  private static final DriftInShort.Known NOT_COMPARED = new DriftInShort.Unknown("no shadow");

  static Stream<Arguments> boxes() {
    return Stream.of(
        argumentSet("all well", sound(), NONE, "yes yes yes yes"),
        argumentSet("drifted", sound(), SOME, "no yes yes yes"),
        argumentSet("not compared", sound(), NOT_COMPARED, "unknown yes yes yes"),
        argumentSet("pending", with(MigrationState.PENDING), NONE, "no no yes yes"),
        argumentSet("orphaned", with(MigrationState.ORPHANED), NONE, "no yes no yes"),
        argumentSet("failed", with(MigrationState.FAILED), NONE, "no yes yes no"),
        argumentSet("rolled back", with(MigrationState.ROLLED_BACK), NONE, "no yes yes no"),
        argumentSet("ghost", with(MigrationState.GHOST), NONE, "no yes yes no"),
        argumentSet("edited", with(MigrationState.EDITED), NONE, "no yes yes yes"),
        argumentSet("unmanaged", history(List.of(), true, false), NONE, "no no yes yes"),
        argumentSet(
            "table not read", history(List.of(), false, true), NONE, "no unknown unknown unknown"));
  }

  @ParameterizedTest
  @MethodSource
  void boxes(History history, DriftInShort.Known drift, String expected) {
    List<Map<String, String>> boxes = Verification.of(history, drift);

    assertThat(boxes)
        .extracting(box -> box.get("ticked"))
        .containsExactly((expected + " unknown unknown").split(" "));
    assertThat(boxes).allSatisfy(box -> assertThat(box.get("why")).isNotBlank());
  }

  @Test
  void saysWhichFilesLackARow() {
    assertThat(Verification.of(with(MigrationState.PENDING), NONE).get(1))
        .containsEntry("box", "every file has its row")
        .containsEntry("why", "`1_pending`");
  }

  private static History sound() {
    return with(MigrationState.APPLIED);
  }

  private static History with(MigrationState state) {
    return history(
        List.of(new MigrationReport("1_" + state.label(), "prisma", List.of(state), List.of(), "")),
        false,
        false);
  }

  private static History history(
      List<MigrationReport> migrations, boolean unmanaged, boolean tableUnread) {
    return new History(
        migrations,
        unmanaged,
        tableUnread,
        tableUnread ? List.of("`_prisma_migrations`: it can't be read") : List.of(),
        List.of(),
        "");
  }
}
