package dev.sallyport.server.approval;

import java.util.Locale;

/** Why the second gate refused. */
public enum Refusal {
  NO_SUCH_TICKET,
  NOT_YOURS,
  WRONG_STATE,
  EXPIRED,
  TOO_MANY_OPEN,
  OUTCOME_UNKNOWN,
  FROZEN,
  NOT_FROZEN,
  CLOCK_BEHIND,
  TICKET_EDITED,
  AUDIT_BROKEN,
  STORE_ROLLED_BACK,
  STALE,
  CLAIM_LOST,
  UNKNOWN_KEY,
  REVOKED_KEY,
  BAD_SIGNATURE,
  WRONG_PURPOSE,
  WRONG_TICKET,
  REPLAYED,
  ALREADY_APPROVED,
  REQUESTER_APPROVES,
  NOT_IN_GROUP,
  OUTSIDE_HOURS,
  NOT_ENOUGH_APPROVALS,
  UNSUPPORTED_KEY,
  NO_USER_PRESENCE,
  WRONG_NAMESPACE,
  PASSPHRASE,
  UNSAFE_FILE,
  TRUST_BROKEN,
  NOT_AN_APPROVER;

  /** The refusal as people and programs read it, such as {@code revoked-key}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
