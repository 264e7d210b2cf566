package dev.sallyport.server.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierTest {
  private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean fails = failures.getAndDecrement() > 0;
          if (!fails) {
            bodies.add(body);
          }
          exchange.sendResponseHeaders(fails ? 503 : 204, -1);
          exchange.close();
        });
    server.createContext(
        "/hang",
        exchange -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.stop(0);
  }

  private Webhook webhook(Webhook.Format format, String path) {
    return new Webhook(
        format, URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
  }

  private static Notifier notifier(Webhook webhook) {
    return new Notifier(List.of(webhook), Duration.ofSeconds(20), Duration.ofMillis(1));
  }

  @Test
  void newsCarryNoStatementNoReasonAndNoRow() throws Exception {
    try (Office office = new Office(StoreKind.SQLITE);
        Notifier notifier = notifier(webhook(Webhook.Format.JSON, "/"))) {
      office.desk.tell(notifier);

      TicketId id = office.open("update users set password = 'hunter2'").id();
      String opened = bodies.poll(30, TimeUnit.SECONDS);
      office.approve(id, "dana");
      String approved = bodies.poll(30, TimeUnit.SECONDS);

      assertThat(opened)
          .contains("\"ticket\":\"" + id + "\"", "\"state\":\"pending\"")
          .doesNotContain("hunter2", "update", "the column is missing");
      assertThat(approved).contains("\"state\":\"approved\"");
    }
  }

  @Test
  void aFailedDeliveryIsTriedAgain() throws Exception {
    failures.set(2);
    try (Office office = new Office(StoreKind.SQLITE);
        Notifier notifier = notifier(webhook(Webhook.Format.SLACK, "/"))) {
      office.desk.tell(notifier);

      TicketId id = office.open("drop table old").id();

      assertThat(bodies.poll(30, TimeUnit.SECONDS))
          .isEqualTo(
              "{\"text\":\"ticket "
                  + id
                  + " is pending: execute on production, asked by claude@booking."
                  + " See: sallyport tickets show "
                  + id
                  + "\"}");
    }
  }

  @Test
  void aServerThatNeverAnswersHoldsNobodyUp() {
    try (Office office = new Office(StoreKind.SQLITE)) {
      Notifier notifier = notifier(webhook(Webhook.Format.JSON, "/hang"));
      office.desk.tell(notifier);

      TicketId id = office.open("drop table old").id();
      Ticket approved = office.approve(id, "dana");

      assertThat(approved.state()).isInstanceOf(TicketState.Approved.class);
      release.countDown();
      notifier.close();
    }
  }

  @Test
  void addressesAreReadFromAPrivateFileOnly(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("webhooks.yaml");
    Files.writeString(
        file,
        "version: 1\nwebhooks:\n- {\"format\":\"slack\",\"url\":\"https://hooks.example.org/x\"}\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    assertThat(Webhook.read(folder))
        .containsExactly(
            new Webhook(Webhook.Format.SLACK, URI.create("https://hooks.example.org/x")));
    assertThat(Webhook.read(folder).toString()).doesNotContain("hooks.example.org");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> Webhook.read(folder)).hasMessage("`" + file + "` is not of mode 0600");
  }
}
