package dev.sallyport.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CrewTest {
  private static final Runnable NOTHING = () -> {};

  @Test
  void oneTaskAfterTheOtherIsDoneByFewThreads() throws InterruptedException {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    try (Crew crew = new Crew("crew-", 32)) {
      for (int i = 0; i < 200; i++) {
        CountDownLatch done = new CountDownLatch(1);
        crew.execute(
            () -> {
              seen.add(Thread.currentThread());
              done.countDown();
            });
        done.await();
      }
    }
    assertThat(seen).hasSizeLessThan(16).allMatch(Thread::isDaemon);
  }

  @Test
  void asManyAsThereMayBeWorkAtOnceAndTheRestIsDoneInTurn() {
    CountDownLatch together = new CountDownLatch(4);
    List<CompletableFuture<Void>> tasks = new ArrayList<>();
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    try (Crew crew = new Crew("crew-", 4)) {
      for (int i = 0; i < 100; i++) {
        tasks.add(
            CompletableFuture.runAsync(
                () -> {
                  seen.add(Thread.currentThread());
                  together.countDown();
                  try {
                    together.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                },
                crew));
      }
      tasks.forEach(CompletableFuture::join);
    }
    assertThat(seen).hasSize(4);
  }

  @Test
  void aTaskThatFailsOrLeavesAnInterruptTakesNothingFromTheNext() {
    AtomicBoolean interrupted = new AtomicBoolean(true);
    try (Crew crew = new Crew("crew-", 1)) {
      crew.execute(
          () -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("meant");
          });
      CompletableFuture.runAsync(
              () -> interrupted.set(Thread.currentThread().isInterrupted()), crew)
          .join();
    }
    assertThat(interrupted).isFalse();
  }

  @Test
  void aClosedCrewTakesNothing() {
    Crew crew = new Crew("crew-", 1);
    CompletableFuture<Void> taken = CompletableFuture.runAsync(NOTHING, crew);
    crew.close();

    taken.join();

    assertThatThrownBy(() -> crew.execute(NOTHING)).isInstanceOf(RejectedExecutionException.class);
  }
}
