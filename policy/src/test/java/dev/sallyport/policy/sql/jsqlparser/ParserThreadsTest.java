package dev.sallyport.policy.sql.jsqlparser;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParserThreadsTest {

  @Test
  void failuresLeaveNoMoreThreadsThanThePoolHas() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (JSqlParserReader reader = new JSqlParserReader()) {
      IntStream.range(0, 200).parallel().forEach(i -> reader.read("select from where " + i));
      reader.read("select " + "(".repeat(5_000));

      Set<Thread> added = parserThreadsSince(before);
      assertThat(added).allMatch(Thread::isDaemon);
      assertThat(added.size())
          .isLessThanOrEqualTo(Math.max(2, Runtime.getRuntime().availableProcessors()));
      reader.close();
      for (Thread thread : added) {
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  @Test
  void aTaskThatTakesTooLongIsStoppedAndFreesItsThread() {
    try (ParserThreads threads = new ParserThreads(1)) {
      CountDownLatch stopped = new CountDownLatch(1);
      assertThat(threads.<Boolean>run(() -> awaitUninterruptibly(stopped), 20, stopped::countDown))
          .isEmpty();
      assertThat(threads.run(() -> 1, 10_000, () -> {})).contains(1);
    }
  }

  @Test
  void aDeepTaskHasStackEnoughOrFailsAlone() {
    try (ParserThreads threads = new ParserThreads(1)) {
      assertThat(threads.run(() -> depth(0), 10_000, () -> {})).isEmpty();
      assertThat(threads.run(() -> 1, 10_000, () -> {})).contains(1);
    }
  }

  @Test
  void afterCloseNothingRuns() {
    ParserThreads threads = new ParserThreads(1);
    threads.close();
    assertThat(threads.run(() -> 1, 10_000, () -> {})).isEmpty();

    JSqlParserReader reader = new JSqlParserReader();
    reader.close();
    assertThat(reader.read("select 1"))
        .isEqualTo(new SecondReading.Unreadable("JSqlParser did not finish"));
  }

  @Test
  void anInterruptedCallerStaysInterrupted() {
    try (ParserThreads threads = new ParserThreads(1)) {
      CountDownLatch stopped = new CountDownLatch(1);
      Thread.currentThread().interrupt();
      // A task that ends at once could be done before anybody waits for it.
      assertThat(
              threads.<Boolean>run(() -> awaitUninterruptibly(stopped), 10_000, stopped::countDown))
          .isEmpty();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static boolean awaitUninterruptibly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return true;
      } catch (InterruptedException e) {
        // A parser does not listen to interrupts either.
      }
    }
  }

  private static int depth(int from) {
    return depth(from + 1) + 1;
  }

  private static Set<Thread> parserThreadsSince(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("jsqlparser-"))
        .filter(thread -> !before.contains(thread))
        .collect(toSet());
  }
}
