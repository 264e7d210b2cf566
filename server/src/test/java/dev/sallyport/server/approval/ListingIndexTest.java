package dev.sallyport.server.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListingIndexTest {
  @Test
  void listsByStateAndByRequesterWalkAnIndexAndSortNothing() {
    try (Office office = new Office(StoreKind.SQLITE)) {
      office.open("drop table old");

      assertThat(plan(office, "number < 9 AND state = 'pending'"))
          .contains("ticket_state")
          .doesNotContain("TEMP B-TREE");
      assertThat(plan(office, "number < 9 AND state = 'pending' AND requester = 'a'"))
          .contains("ticket_requester")
          .doesNotContain("TEMP B-TREE");
      assertThat(plan(office, "number < 9")).doesNotContain("TEMP B-TREE");
    }
  }

  private static String plan(Office office, String where) {
    List<String> steps =
        office.store.read(
            session ->
                session.list(
                    "EXPLAIN QUERY PLAN SELECT id FROM ticket WHERE "
                        + where
                        + " ORDER BY number DESC LIMIT 100",
                    row -> row.text(4)));
    return String.join("\n", steps);
  }
}
