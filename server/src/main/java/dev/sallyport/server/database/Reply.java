package dev.sallyport.server.database;

import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a server answers to one message, collected within bounds: rows as they come from the wire,
 * the first few notices, the command's word.
 */
final class Reply extends ResultHandlerBase {
  private static final int MOST_NOTICES = 20;
  private static final int LONGEST_NOTICE = 500;
  private static final Pattern COUNTS = Pattern.compile("( \\d+)+$");

  /** What came before the statement in the same message: its rows, then its status. */
  private enum Lead {
    ROWS,
    STATUS,
    OVER
  }

  private final RowSink leadSink;
  private final RowSink sink;
  private Lead lead;
  private final List<String> notices = new ArrayList<>();
  private @Nullable ResultCursor cursor;
  private Field[] fields = new Field[0];
  private String command = "";
  private long count;

  /** Takes rows as they come. */
  interface RowSink {
    void row(Tuple values);
  }

  Reply(RowSink sink) {
    this(row -> {}, sink, Lead.OVER);
  }

  private Reply(RowSink leadSink, RowSink sink, Lead lead) {
    this.leadSink = leadSink;
    this.sink = sink;
    this.lead = lead;
  }

  /** The reply to two queries in one go, whose first returns rows for {@code leadSink}. */
  static Reply ofTwo(RowSink leadSink, RowSink sink) {
    return new Reply(leadSink, sink, Lead.ROWS);
  }

  /** Whether the first of two queries was answered. */
  boolean leadAnswered() {
    return lead != Lead.ROWS;
  }

  @Override
  public void handleResultRows(
      Query fromQuery, Field[] columns, List<Tuple> tuples, @Nullable ResultCursor more) {
    if (lead == Lead.ROWS) {
      lead = Lead.STATUS;
      tuples.forEach(leadSink::row);
      return;
    }
    // The driver says the end of a fetched result with no columns at all.
    if (columns.length > 0) {
      fields = columns;
    }
    cursor = more;
    tuples.forEach(sink::row);
  }

  @Override
  public void handleCommandStatus(String status, long updateCount, long insertOid) {
    if (lead == Lead.STATUS) {
      lead = Lead.OVER;
      return;
    }
    command = status;
    count = updateCount;
  }

  @Override
  public void handleWarning(SQLWarning warning) {
    if (notices.size() < MOST_NOTICES && warning instanceof PSQLWarning ours) {
      ServerErrorMessage message = ours.getServerErrorMessage();
      String text = message == null ? "" : message.getSeverity() + ": " + message.getMessage();
      notices.add(text.length() <= LONGEST_NOTICE ? text : text.substring(0, LONGEST_NOTICE));
    }
  }

  /** What can still be fetched; null where all rows came. */
  @Nullable ResultCursor cursor() {
    return cursor;
  }

  void forgetCursor() {
    cursor = null;
  }

  Field[] fields() {
    return fields;
  }

  /** The command's word without its counts, such as {@code CREATE TABLE}. */
  String command() {
    return COUNTS.matcher(command).replaceFirst("");
  }

  long count() {
    return count;
  }

  List<String> notices() {
    return notices;
  }
}
