package dev.sallyport.server.mcp;

import dev.sallyport.policy.rules.Agent;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Outcome;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A gate whose answers the SQL text names, for what no database does on request: throw, print, hold
 * on until cancelled. Run as a program it is a server of the real kind on the real streams.
 */
public final class ScriptedGate implements AgentGate {
  /** Serves on standard input and output. */
  public static void main(String[] arguments) throws InterruptedException {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    new McpFace(new ScriptedGate(), new Agent("anonymous@test", false), "0")
        .serve(System.in, out, List.of());
    System.exit(0);
  }

  /** By ticket: completes when it has reached its end. */
  private final Map<String, CompletableFuture<Void>> settled = new ConcurrentHashMap<>();

  @Override
  public Answer handle(AgentRequest request, Cancellation call) {
    String sql = request.sql();
    if (sql.equals("throw")) {
      throw new IllegalStateException("password=hunter2 at row 7");
    }
    if (sql.equals("print")) {
      System.out.println("a stray print");
    }
    if (sql.equals("hold")) {
      return hold(call);
    }
    if (sql.startsWith("settle ")) {
      settled.computeIfAbsent(sql.substring(7), id -> new CompletableFuture<>()).complete(null);
    }
    if (sql.startsWith("open ")) {
      return ticket(sql.substring(5));
    }
    if (sql.startsWith("bytes ")) {
      return done("rows", List.of(List.of("x".repeat(Integer.parseInt(sql.substring(6))))));
    }
    return done("echo", sql);
  }

  /** Says on standard error when it holds and when it is let go. */
  private static Answer hold(Cancellation call) {
    System.err.println("holding");
    CountDownLatch cancelled = new CountDownLatch(1);
    Thread watch =
        new Thread(
            () -> {
              while (!call.isCancelled()) {
                Thread.onSpinWait();
              }
              cancelled.countDown();
            });
    watch.setDaemon(true);
    watch.start();
    try {
      cancelled.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.println("cancelled");
    return new Answer(Outcome.FAILED, null, List.of(), "", Map.of());
  }

  @Override
  public Answer explain(AgentRequest request, Cancellation call) {
    return done("decision", "allow");
  }

  @Override
  public Answer status(Cancellation call) {
    return done("boundary", "advisory");
  }

  @Override
  public Answer policy() {
    return done("rules", List.of());
  }

  @Override
  public Answer describe(List<String> objects, int page, Cancellation call) {
    return done("tables", new ArrayList<>(objects));
  }

  @Override
  public Answer ticket(String id) {
    boolean done = settled.computeIfAbsent(id, key -> new CompletableFuture<>()).isDone();
    return new Answer(
        done ? Outcome.DONE : Outcome.PENDING,
        id,
        List.of(),
        "",
        Map.of("state", done ? "executed" : "pending"));
  }

  @Override
  public CompletionStage<Answer> awaitTicket(String id, Duration longest) {
    System.err.println("waiting");
    return settled
        .computeIfAbsent(id, key -> new CompletableFuture<>())
        .thenApply(nothing -> ticket(id))
        .completeOnTimeout(ticket(id), longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Answer tickets(@Nullable String state) {
    return done("tickets", List.of());
  }

  @Override
  public Answer cancelTicket(String id) {
    return done("state", "cancelled");
  }

  private static Answer done(String key, Object value) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put(key, value);
    return Answer.done(body, "");
  }
}
