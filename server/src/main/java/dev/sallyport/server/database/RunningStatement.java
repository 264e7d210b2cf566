package dev.sallyport.server.database;

import dev.sallyport.server.database.QueryResult.Truncation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Tuple;

/**
 * One statement of a request on its way: takes rows in small portions until they end or a limit is
 * reached.
 */
final class RunningStatement {
  private static final int FIRST_PORTION = 64;
  private static final int LARGEST_PORTION = 256;

  /** Above this the largest reply, not the policy, is the limit. */
  private static final long MOST_BYTES = FrameGuard.LARGEST_ROW / 2;

  private final Wire wire;
  private final String text;
  private final ReadLimits limits;
  private final long deadline;
  private final List<Tuple> pinned = new ArrayList<>();
  private final Reply reply;
  private final List<Tuple> rows = new ArrayList<>();
  private @Nullable Truncation truncatedBy;
  private long bytes;
  private long seen;

  RunningStatement(Wire wire, String text, ReadLimits limits) {
    this(wire, text, limits, false);
  }

  private RunningStatement(Wire wire, String text, ReadLimits limits, boolean withPins) {
    this.reply = withPins ? Reply.ofTwo(pinned::add, this::take) : new Reply(this::take);
    this.wire = wire;
    this.text = text;
    this.limits = limits;
    this.deadline = System.nanoTime() + limits.timeout().toNanos();
  }

  /** A statement that goes out together with the pins before it. */
  static RunningStatement withPins(Wire wire, String text, ReadLimits limits) {
    return new RunningStatement(wire, text, limits, true);
  }

  /** Runs a read, and stops asking for rows at the first limit reached. */
  void readInPortions() {
    wire.send(text, List.of(), Wire.Begin.NO, firstPortion(), limits.timeout(), reply);
    takeRest();
  }

  /**
   * Pins the session and runs a read behind that, in one go.
   *
   * @return the backend that answered
   */
  int pinAndReadInPortions(Pins pins, Wire.Begin begin) {
    wire.sendBoth(
        pins.local(),
        pins.parameters(Timeouts.of(limits)),
        text,
        begin,
        firstPortion(),
        limits.timeout(),
        reply);
    int backend = pins.verify(WireRows.texts(pinned.get(0)), true);
    takeRest();
    return backend;
  }

  /** Whether the pins were answered, so that the text behind them may have run. */
  boolean pinsAnswered() {
    return reply.leadAnswered();
  }

  /** Two at least: the pins before it are one row, and must not leave a cursor. */
  private int firstPortion() {
    return (int) Math.max(2, Math.min(FIRST_PORTION, limits.rows() + 1));
  }

  private void takeRest() {
    while (reply.cursor() != null && truncatedBy == null) {
      if (System.nanoTime() > deadline) {
        throw DriverErrors.timeout(null);
      }
      wire.fetchMore(portion(), limits.timeout(), reply);
    }
  }

  /**
   * Runs to the end in one go, so that the command tag counts everything it changed. Rows past the
   * limits are dropped; past the largest reply the statement fails.
   */
  void runWhole() {
    wire.send(text, List.of(), Wire.Begin.NO, 0, limits.timeout(), reply);
  }

  private int portion() {
    long average = Math.max(1, bytes / Math.max(1, rows.size()));
    long fits = (byteLimit() - bytes) / average + 1;
    long wanted = limits.rows() + 1 - seen;
    return (int) Math.max(1, Math.min(LARGEST_PORTION, Math.min(fits, wanted)));
  }

  private long byteLimit() {
    return Math.min(limits.bytes(), MOST_BYTES);
  }

  private void take(Tuple row) {
    seen++;
    if (truncatedBy != null) {
      return;
    }
    if (rows.size() >= limits.rows()) {
      truncatedBy = Truncation.ROWS;
    } else if (bytes + row.length() > byteLimit()) {
      truncatedBy = Truncation.BYTES;
    } else {
      bytes += row.length();
      rows.add(row);
    }
  }

  Field[] fields() {
    return reply.fields();
  }

  List<Tuple> rows() {
    return rows;
  }

  @Nullable Truncation truncatedBy() {
    return truncatedBy;
  }

  List<String> notices() {
    return reply.notices();
  }

  /** PostgreSQL's word for what ran; empty where the rows were fetched in portions. */
  String command() {
    return reply.command();
  }

  /** What the command tag counts, or the rows it returned. */
  long count() {
    return reply.command().isEmpty() ? seen : reply.count();
  }
}
