package dev.sallyport.server.approval;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends news of tickets to webhooks, behind everybody's back: who changes a ticket never waits.
 * Each is tried three times; what can't be delivered, or no longer fits the queue, is dropped and
 * logged.
 */
public final class Notifier implements Consumer<Ticket>, AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Notifier.class);
  private static final int TRIES = 3;
  private static final int QUEUE = 1_000;

  private final List<Webhook> webhooks;
  private final Duration timeout;
  private final Duration pause;
  private final HttpClient client;
  private final ThreadPoolExecutor sender =
      new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), Notifier::thread);

  public Notifier(List<Webhook> webhooks) {
    this(webhooks, Duration.ofSeconds(5), Duration.ofSeconds(2));
  }

  Notifier(List<Webhook> webhooks, Duration timeout, Duration pause) {
    this.webhooks = List.copyOf(webhooks);
    this.timeout = timeout;
    this.pause = pause;
    client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "ticket-news");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void accept(Ticket ticket) {
    for (Webhook webhook : webhooks) {
      try {
        sender.execute(() -> deliver(webhook, ticket));
      } catch (RejectedExecutionException e) {
        dropped(ticket);
      }
    }
  }

  private void deliver(Webhook webhook, Ticket ticket) {
    HttpRequest request =
        HttpRequest.newBuilder(webhook.address())
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(webhook.body(ticket)))
            .build();
    try {
      for (int tried = 1; !sent(request); tried++) {
        if (tried == TRIES) {
          dropped(ticket);
          return;
        }
        Thread.sleep(pause.toMillis() * tried);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean sent(HttpRequest request) throws InterruptedException {
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300;
    } catch (IOException e) {
      return false;
    }
  }

  private static void dropped(Ticket ticket) {
    LOGGER.atWarn().addKeyValue("ticket", ticket.id()).log("a notification was not delivered");
  }

  /** Gives what is under way a moment, since a command ends right after its change. */
  @Override
  public void close() {
    sender.shutdown();
    try {
      if (!sender.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        sender.shutdownNow();
      }
    } catch (InterruptedException e) {
      sender.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
