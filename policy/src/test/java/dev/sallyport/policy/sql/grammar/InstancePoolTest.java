package dev.sallyport.policy.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class InstancePoolTest {
  @Test
  void callersShareInstancesWithoutSeeingEachOther() throws Exception {
    List<Callable<Boolean>> callers = new ArrayList<>();
    try (PostgresGrammar grammar = new PostgresGrammar(2)) {
      for (int caller = 0; caller < 8; caller++) {
        String name = "table_of_" + caller;
        callers.add(() -> readsOnly(grammar, name));
      }

      assertThat(inThreads(callers)).containsOnly(true);
    }
  }

  private static boolean readsOnly(PostgresGrammar grammar, String name) throws SyntaxError {
    for (int i = 0; i < 50; i++) {
      String json = grammar.parse("SELECT a FROM " + name).json();
      if (!json.contains("\"relname\":\"" + name + "\"") || json.split("relname").length != 2) {
        return false;
      }
    }
    return true;
  }

  private static List<Boolean> inThreads(List<Callable<Boolean>> callers) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers.size());
    try {
      List<Boolean> results = new ArrayList<>();
      for (Future<Boolean> result : threads.invokeAll(callers)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aClosedGrammarRefusesAndMayBeClosedAgain() {
    PostgresGrammar grammar = new PostgresGrammar(1);
    grammar.warmUp();

    grammar.close();
    grammar.close();

    assertThatThrownBy(() -> grammar.parse("SELECT 1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the grammar is closed");
  }

  @Test
  void closingWaitsForWhoIsParsing() throws Exception {
    InstancePool pool = new InstancePool(1);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              try {
                pool.use(
                    instance -> {
                      inside.countDown();
                      awaitQuietly(mayEnd);
                      ended.set(true);
                      return "done";
                    });
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    caller.start();
    inside.await();
    AtomicBoolean endedAtClose = new AtomicBoolean();
    Thread closer =
        new Thread(
            () -> {
              pool.close();
              endedAtClose.set(ended.get());
            });
    closer.start();
    mayEnd.countDown();

    closer.join();
    caller.join();

    assertThat(endedAtClose).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anInterruptedCallerIsServedAndStaysInterrupted() throws SyntaxError {
    try (PostgresGrammar grammar = new PostgresGrammar(1)) {
      Thread.currentThread().interrupt();

      String json = grammar.parse("SELECT 1").json();

      assertThat(json).contains("\"ival\":1");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void noThreadOutlivesACall() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (PostgresGrammar grammar = new PostgresGrammar(1)) {
      String deep = "SELECT " + "f(".repeat(1_500) + "1" + ")".repeat(1_500);
      assertThatThrownBy(() -> grammar.parse(deep)).isInstanceOf(SyntaxError.class);
    }

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith("postgres-grammar"))
        .isSubsetOf(before);
  }

  @Test
  void aFaultCostsTheInstanceAndNotThePool() throws SyntaxError {
    InstancePool pool = new InstancePool(1);
    List<GrammarInstance> used = new ArrayList<>();

    assertThatThrownBy(
            () ->
                pool.use(
                    instance -> {
                      used.add(instance);
                      throw new GrammarFault(GrammarFault.Kind.BROKEN, new Exception("made up"));
                    }))
        .isInstanceOf(SyntaxError.class)
        .hasMessage("PostgreSQL's parser failed on the text");
    pool.use(
        instance -> {
          used.add(instance);
          return instance.parse(Utf8Text.of("SELECT 1"));
        });

    assertThat(used).hasSize(2).doesNotHaveDuplicates();
    pool.close();
  }
}
