package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Long lists, a statement a line: what people ask every day, and what hides something. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementListsTest {
  private SqlReader reader;

  @BeforeAll
  void open() {
    reader = new SqlReader();
  }

  @AfterAll
  void close() {
    reader.close();
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(StatementListsTest.class.getResourceAsStream(file), file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** Joins, windows, JSON, full-text search, the catalog as psql and ORMs ask it, EXPLAIN. */
  @Test
  void anOrdinaryReadOnlyReads() throws IOException {
    List<String> refused = new ArrayList<>();
    for (String sql : lines("ordinary-reads.txt")) {
      Reading reading = reader.read(sql);
      boolean reads =
          reading instanceof Reading.Understood understood
              && understood.statements().stream().allMatch(Statement::isRead);
      if (!reads) {
        refused.add(sql + " => " + ReadingText.of(reading));
      }
    }

    assertThat(refused).isEmpty();
  }

  /**
   * Each line is the kind of effect that has to be seen, and the text; or nothing is understood.
   */
  @Test
  void anAttackShowsWhatItDoes() throws IOException {
    List<String> hidden = new ArrayList<>();
    int refused = 0;
    for (String line : lines("attacks.txt")) {
      int bar = line.indexOf('|');
      EffectKind kind =
          EffectKind.valueOf(line.substring(0, bar).toUpperCase(Locale.ROOT).replace('-', '_'));
      Reading reading = reader.read(line.substring(bar + 1));
      refused += reading instanceof Reading.Refused ? 1 : 0;
      boolean shown =
          reading instanceof Reading.Refused
              || ((Reading.Understood) reading).statements().stream().anyMatch(s -> s.has(kind));
      if (!shown) {
        hidden.add(line + " => " + ReadingText.of(reading));
      }
    }

    assertThat(hidden).isEmpty();
    assertThat(refused).isLessThan(6);
  }
}
