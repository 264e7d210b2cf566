package dev.sallyport.server.audit;

import java.util.Locale;

/** What an audit record says happened. The name in the store and in exports is {@link #label()}. */
public enum AuditEvent {
  /** Something was asked and decided: allowed, to be approved, or denied. */
  REQUEST,
  /** Allowed and about to run; durable before the target sees it. */
  INTENT,
  /** How what was allowed ended. */
  RESULT,
  TICKET_OPENED,
  /** One approver's signature. */
  TICKET_APPROVAL,
  /** The last signature that was needed. */
  TICKET_APPROVED,
  TICKET_REJECTED,
  TICKET_CANCELLED,
  TICKET_EXPIRED,
  TICKET_STALE,
  /** A process holds the ticket and is about to run it. */
  TICKET_CLAIMED,
  /** A part that can't run in a transaction is about to run. */
  TICKET_STEP_STARTED,
  TICKET_STEP_DONE,
  /** The transaction's mark, stored before COMMIT. */
  TICKET_MARKED,
  TICKET_EXECUTED,
  TICKET_FAILED,
  TICKET_UNKNOWN,
  /** A human said what became of an unknown ticket. */
  TICKET_SETTLED,
  FREEZE,
  THAW,
  /** A human changed the trust root. */
  TRUST,
  /** A refusal of the second gate: a bad signature, a claim that must not be. */
  REFUSED,
  /** The server started, or something else worth keeping. */
  NOTE;

  /** The event as it is stored, such as {@code ticket-opened}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
