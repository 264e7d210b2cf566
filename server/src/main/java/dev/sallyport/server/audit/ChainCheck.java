package dev.sallyport.server.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks the chain link by link and remembers the first that does not hold. */
final class ChainCheck {
  private AuditHead head;
  private long records;
  private String lastTime = "";
  private ChainReport.@Nullable BrokenLink broken;

  ChainCheck(AuditHead good) {
    head = good;
  }

  AuditHead head() {
    return head;
  }

  /** Whether this record is the next good link. */
  boolean accepts(StoredRecord record) {
    String wrong = whatIsWrong(record);
    if (wrong != null) {
      broken = new ChainReport.BrokenLink(record.sequence(), wrong);
      return false;
    }
    head = record.head();
    lastTime = record.at();
    records++;
    return true;
  }

  private @Nullable String whatIsWrong(StoredRecord record) {
    long expected = head.sequence() + 1;
    if (record.sequence() != expected) {
      return record.sequence() == expected + 1
          ? "audit line " + expected + " is missing"
          : "audit lines " + expected + " to " + (record.sequence() - 1) + " are missing";
    }
    if (!record.hash().equals(record.computedHash())) {
      return edited(record);
    }
    if (!record.previous().equals(head.hash())) {
      return "audit line " + record.sequence() + " does not follow from the line before it";
    }
    if (record.at().compareTo(lastTime) < 0) {
      return "audit line " + record.sequence() + " is older than the line before it";
    }
    return null;
  }

  static String edited(StoredRecord record) {
    return "audit line " + record.sequence() + " was edited: its hash does not fit its text";
  }

  ChainReport report() {
    return new ChainReport(records, head, Optional.ofNullable(broken));
  }
}
