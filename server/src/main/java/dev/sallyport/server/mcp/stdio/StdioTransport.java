package dev.sallyport.server.mcp.stdio;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.mcp.stdio.InputLines.Line;
import dev.sallyport.server.mcp.stdio.OpenRequests.OpenRequest;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The protocol of one client on two streams: every request gets exactly one answer, unless the
 * client cancelled it, and the end of input ends everything.
 */
public final class StdioTransport implements McpServerTransportProvider, McpServerTransport {
  /** Where a resource finds its {@link Cancellation} in the SDK's transport context. */
  public static final String CALL = "call";

  /** How long open requests may go on after the end of input. */
  private static final Duration LAST_ANSWERS = Duration.ofMillis(1_000);

  private static final Duration AFTER_CANCEL = Duration.ofMillis(250);
  private static final Duration CLIENT_PATIENCE = Duration.ofMillis(400);

  /** Answers that may wait for a slow client before whoever works on more has to wait. */
  private static final long WORKERS_BOUND = 4L << 20;

  /** The reading thread waits last: while it waits, no cancellation is read. */
  private static final long READER_BOUND = 4 * WORKERS_BOUND;

  private static final Logger LOGGER = LoggerFactory.getLogger(StdioTransport.class);

  private final InputLines lines;
  private final IncomingReader reader;
  private final JacksonMcpJsonMapper mapper;
  private final Answers answers;
  private final Outbox outbox;
  private final Executor cancellations;
  private final Map<String, Consumer<Map<String, @Nullable Object>>> listeners =
      new ConcurrentHashMap<>();
  private final Map<String, Function<Map<String, @Nullable Object>, @Nullable String>> checks =
      new ConcurrentHashMap<>();
  private final OpenRequests requests = new OpenRequests();
  private final DirectAnswers direct;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile @Nullable McpServerSession session;
  private final CompletableFuture<Void> greeted = new CompletableFuture<>();
  private volatile boolean initialized;
  private volatile @Nullable Thread readingThread;

  /**
   * @param json the mapper for both directions; must refuse duplicate keys
   * @param cancellations runs what cancelling a call does, which may block
   */
  public StdioTransport(InputStream in, OutputStream out, JsonMapper json, Executor cancellations) {
    this.lines = new InputLines(in);
    this.reader = new IncomingReader(json);
    this.mapper = new JacksonMcpJsonMapper(json);
    this.answers = new Answers(json);
    this.cancellations = cancellations;
    this.outbox = new Outbox(out, () -> ended.complete(null));
    this.direct = new DirectAnswers(answers, requests, this::put);
  }

  /**
   * Has each request of a method checked before anybody takes it.
   *
   * @param check says what is wrong with the parameters, in words for the client; null for nothing
   */
  public void check(
      String method, Function<Map<String, @Nullable Object>, @Nullable String> check) {
    checks.put(method, check);
  }

  /** Has the requests of one method answered here, past the SDK's session. */
  public void answerBy(String method, Responder responder) {
    direct.answerBy(method, responder);
  }

  /** Has a listener told the parameters of each request of a method, before it is answered. */
  public void onRequest(String method, Consumer<Map<String, @Nullable Object>> listener) {
    listeners.put(method, listener);
  }

  /** Completes when {@code initialize} has been answered. */
  public CompletionStage<Void> greeted() {
    return greeted.minimalCompletionStage();
  }

  /** Completes at the end of input, or when the client no longer reads. */
  public CompletionStage<Void> ended() {
    return ended.minimalCompletionStage();
  }

  /**
   * Serves until the client is gone: to the end of input, then as long as open requests need for
   * their answers, which is little.
   */
  public void serve() throws InterruptedException {
    outbox.start();
    Thread thread = new Thread(this::readAll, "mcp-in");
    thread.setDaemon(true);
    readingThread = thread;
    thread.start();
    ended.join();
    requests.awaitNone(LAST_ANSWERS);
    requests.all().forEach(this::cancelCall);
    requests.awaitNone(AFTER_CANCEL);
    outbox.flush(CLIENT_PATIENCE);
  }

  private void readAll() {
    try {
      Line line = lines.next();
      while (!(line instanceof Line.End)) {
        take(line);
        line = lines.next();
      }
    } catch (IOException e) {
      LOGGER.atDebug().log("standard input could not be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.complete(null);
    }
  }

  private void take(Line line) throws InterruptedException {
    if (line instanceof Line.TooLong tooLong) {
      String message = "the line is longer than " + InputLines.LONGEST + " bytes";
      put(answers.error(tooLong.id(), ErrorCodes.INVALID_REQUEST, message));
    } else if (line instanceof Line.Text text) {
      take(reader.read(text.bytes()), text.bytes().length);
    }
  }

  private void take(Incoming message, int size) throws InterruptedException {
    if (message instanceof Incoming.Request request) {
      take(request, size);
    } else if (message instanceof Incoming.Notification notification) {
      take(notification);
    } else if (message instanceof Incoming.Unusable unusable) {
      put(answers.error(unusable.id(), unusable.code(), unusable.message()));
    } else if (message instanceof Incoming.Batch batch) {
      for (Incoming one : batch.messages()) {
        take(one, size / batch.messages().size());
      }
    }
  }

  private void take(Incoming.Notification notification) {
    // Every other notification, `notifications/initialized` among them, asks nothing of us.
    if (notification.method().equals("notifications/cancelled")) {
      OpenRequest request = requests.cancel(notification.params().get("requestId"));
      if (request != null) {
        cancelCall(request);
        requests.close(request);
      }
    }
  }

  private void cancelCall(OpenRequest request) {
    cancellations.execute(request.call()::cancel);
  }

  private void take(Incoming.Request request, int size) throws InterruptedException {
    if (request.method().equals(McpSchema.METHOD_PING)) {
      put(answers.result(request.id(), Map.of()));
      return;
    }
    boolean initialize = request.method().equals(McpSchema.METHOD_INITIALIZE);
    if (initialize == initialized) {
      String message = initialized ? "already initialized" : "send `initialize` first";
      put(answers.error(request.id(), ErrorCodes.INVALID_REQUEST, message));
      return;
    }
    String mistake = checks.getOrDefault(request.method(), params -> null).apply(request.params());
    if (mistake != null) {
      put(answers.error(request.id(), ErrorCodes.INVALID_PARAMS, mistake));
      return;
    }
    OpenRequest open = requests.open(request.id(), size);
    if (open == null) {
      String message = "a request with this `id` is still open";
      put(answers.error(request.id(), ErrorCodes.INVALID_REQUEST, message));
      return;
    }
    start(request, open);
  }

  private void start(Incoming.Request request, OpenRequest open) {
    listeners.getOrDefault(request.method(), params -> {}).accept(request.params());
    if (!direct.start(request, open)) {
      startInSession(request, open);
    }
  }

  private void startInSession(Incoming.Request request, OpenRequest open) {
    McpTransportContext context = McpTransportContext.create(Map.of(CALL, open.call()));
    open.runs(
        session()
            .handle(new JSONRPCRequest(request.method(), request.id(), request.params()))
            .contextWrite(values -> values.put(McpTransportContext.KEY, context))
            .doFinally(end -> requests.close(open))
            .subscribe(nothing -> {}, error -> put(direct.failed(request))));
  }

  private McpServerSession session() {
    McpServerSession known = session;
    if (known == null) {
      throw new IllegalStateException("no server was built on this transport");
    }
    return known;
  }

  private void put(byte[] line) {
    boolean reading = Thread.currentThread() == readingThread;
    outbox.put(line, reading ? READER_BOUND : WORKERS_BOUND);
  }

  @Override
  public void setSessionFactory(McpServerSession.Factory factory) {
    session = factory.create(this);
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(
        () -> {
          put(answers.line(message));
          if (!initialized && message instanceof JSONRPCResponse answer && answer.error() == null) {
            // The only answer without an error before this point is the one to `initialize`. The
            // session takes no request before the client's notification, which some leave out.
            initialized = true;
            session().handle(new JSONRPCNotification("notifications/initialized")).subscribe();
            greeted.complete(null);
          }
        });
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return mapper.convertValue(data, type);
  }

  @Override
  public Mono<Void> notifyClients(String method, Object params) {
    return session().sendNotification(method, params);
  }

  @Override
  public Mono<Void> notifyClient(String sessionId, String method, Object params) {
    return session().sendNotification(method, params);
  }

  @Override
  public List<String> protocolVersions() {
    return List.of(
        ProtocolVersions.MCP_2024_11_05,
        ProtocolVersions.MCP_2025_03_26,
        ProtocolVersions.MCP_2025_06_18,
        ProtocolVersions.MCP_2025_11_25);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(this::close);
  }

  @Override
  public void close() {
    ended.complete(null);
  }
}
