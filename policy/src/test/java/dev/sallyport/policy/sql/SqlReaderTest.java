package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader as a whole: its life, its threads, its memory of texts, and what it shows. */
class SqlReaderTest {
  @Test
  void anEqualTextIsReadOnce() {
    try (SqlReader reader = new SqlReader()) {
      Reading first = reader.read("SELECT id FROM users");
      assertThat(reader.read(new String("SELECT id FROM users"))).isSameAs(first);
    }
  }

  @Test
  void manyThreadsReadAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (SqlReader reader = new SqlReader()) {
      List<Callable<String>> tasks = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        String table = "t" + i;
        tasks.add(() -> ReadingText.of(reader.read("DELETE FROM " + table)));
      }
      int i = 0;
      for (Future<String> effects : threads.invokeAll(tasks)) {
        assertThat(effects.get()).isEqualTo("delete table t" + i++ + " [unbounded]");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aClosedReaderRefusesAndLeavesNoThread() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    SqlReader reader = new SqlReader();
    reader.warmUp();
    reader.read("SELECT (((");
    reader.close();
    reader.close();
    assertThat(reader.read("SELECT 1")).isInstanceOf(Reading.Refused.class);
    assertThat(reader.trees("SELECT 1").postgres()).isEqualTo("the reader is closed\n");
    for (Thread thread : started(before)) {
      thread.join(10_000);
    }
    assertThat(started(before)).isEmpty();
  }

  private static Set<Thread> started(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread) && thread.isAlive())
        .filter(thread -> thread.getThreadGroup() != null)
        .filter(thread -> !thread.getThreadGroup().getName().equals("system"))
        .collect(Collectors.toSet());
  }

  @Test
  void aRefusalSaysWhereAndQuotesNothing() {
    try (SqlReader reader = new SqlReader()) {
      assertThat(reader.read("SELECT 'secret' 'word' FROM"))
          .isEqualTo(
              new Reading.Refused(
                  "PostgreSQL's grammar refuses the text: syntax error",
                  16,
                  "correct the statement at that position"));
    }
  }

  @Test
  void bothTreesAreShown() {
    try (SqlReader reader = new SqlReader()) {
      SqlReader.Trees trees = reader.trees("SELECT 1");
      assertThat(trees.postgres()).contains("\"SelectStmt\"");
      assertThat(trees.jsqlparser()).contains("PlainSelect");
    }
  }

  @Test
  void theTreesOfNonsenseAreComplaints() {
    try (SqlReader reader = new SqlReader()) {
      SqlReader.Trees trees = reader.trees("SELECT FROM WHERE");
      assertThat(trees.postgres()).startsWith("syntax error");
      assertThat(trees.jsqlparser()).isEqualTo("JSqlParser can't read the text\n");
    }
  }

  /** After each of these the reader goes on working. */
  @ParameterizedTest
  @ValueSource(strings = {"(", "SELECT (", "1+", "SELECT 1 UNION ", "NOT ", "f(", "a.", "[", "-"})
  void endlessTextsAreAnswered(String piece) {
    try (SqlReader reader = new SqlReader()) {
      assertThat(reader.read("SELECT " + piece.repeat(20_000) + "1")).isNotNull();
      assertThat(reader.read(piece.repeat(150))).isNotNull();
      assertThat(ReadingText.of(reader.read("SELECT 1"))).isEqualTo("read");
    }
  }
}
