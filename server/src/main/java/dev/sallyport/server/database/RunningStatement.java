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
  private final Reply reply = new Reply(this::take);
  private final List<Tuple> rows = new ArrayList<>();
  private @Nullable Truncation truncatedBy;
  private long bytes;
  private long seen;

  RunningStatement(Wire wire, String text, ReadLimits limits) {
    this.wire = wire;
    this.text = text;
    this.limits = limits;
    this.deadline = System.nanoTime() + limits.timeout().toNanos();
  }

  /** Runs a read, and stops asking for rows at the first limit reached. */
  void readInPortions() {
    wire.send(
        text,
        List.of(),
        Wire.Begin.NO,
        (int) Math.min(FIRST_PORTION, limits.rows() + 1),
        limits.timeout(),
        reply);
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
