package dev.sallyport.server.migration.diff.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a change to one object of a database takes along, and what it leaves out. */
class ReachTest {
  private static SchemaFacts facts;

  @BeforeAll
  static void read() {
    TestServer.TestDatabase database = TestServer.create();
    database.run(
        """
        CREATE TYPE mood AS ENUM ('ok');
        CREATE TABLE users(id int PRIMARY KEY, mood mood, name text);
        CREATE VIEW names AS SELECT id, name FROM users;
        CREATE VIEW longer AS SELECT id, name || '!' AS name FROM names;
        CREATE TABLE bookings(id int PRIMARY KEY, user_id int REFERENCES users, state text);
        CREATE INDEX states ON bookings(state);
        CREATE TABLE notes(booking_id int REFERENCES bookings, body text);
        CREATE VIEW bodies AS SELECT body FROM notes;
        CREATE TABLE events(id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
        CREATE TABLE events_25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
        CREATE TABLE events_26 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE TABLE seen(event int, at date, FOREIGN KEY (event, at) REFERENCES events);
        CREATE PUBLICATION news FOR TABLE notes
        """);
    try (TargetDatabase target = new TargetDatabase(database.settings("postgres"), null)) {
      facts = target.facts(FactReader::read);
    }
  }

  private static Set<String> reach(String touched) {
    Set<FactKey> keys =
        facts.objects().keySet().stream()
            .filter(key -> key.words().equals(touched))
            .collect(Collectors.toSet());
    assertThat(keys).hasSize(1);
    return Reach.of(keys, facts, facts).stream().map(FactKey::words).collect(Collectors.toSet());
  }

  @Test
  void partsOfATableTakeTheWholeTableAlong() {
    assertThat(reach("index `public.states`"))
        .contains(
            "table `public.bookings`",
            "column `public.bookings.state`",
            "constraint `public.bookings.bookings_pkey`",
            "constraint `public.notes.notes_booking_id_fkey`")
        .doesNotContain("view `public.bodies`", "view `public.names`", "table `public.events`");
  }

  @Test
  void dependentsComeAlongAndWhatTheyNeed() {
    assertThat(reach("column `public.users.name`"))
        .contains(
            "view `public.names`",
            "view `public.longer`",
            "column `public.longer.name`",
            "enum `public.mood`",
            "constraint `public.bookings.bookings_user_id_fkey`",
            "table `public.bookings`",
            "column `public.bookings.state`")
        .doesNotContain("index `public.states`", "table `public.notes`");
  }

  @Test
  void whatPublishesATableComesAlong() {
    assertThat(reach("table `public.notes`")).contains("publication `news`");
    assertThat(reach("index `public.states`")).doesNotContain("publication `news`");
  }

  @Test
  void partitionsAreOneFamilyWithWhatRefersToIt() {
    assertThat(reach("table `public.events_25`"))
        .contains(
            "table `public.events`",
            "table `public.events_26`",
            "constraint `public.events.events_pkey`",
            "index `public.events_26_pkey`",
            "constraint `public.seen.seen_event_at_fkey`",
            "table `public.seen`")
        .doesNotContain("table `public.users`");
  }

  @Test
  void whatIsNewReachesWhatItNeeds() {
    assertThat(reach("schema `public`"))
        .doesNotContain("table `public.users`", "table `public.events`");
    assertThat(reach("view `public.bodies`"))
        .contains("table `public.notes`", "column `public.notes.booking_id`")
        .doesNotContain(
            "table `public.bookings`", "constraint `public.notes.notes_booking_id_fkey`");
  }
}
