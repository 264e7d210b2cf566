package dev.sallyport.server.approval;

import java.util.Locale;

/** What a signature is for. A signature counts for its own purpose only. */
public enum Purpose {
  TICKET_APPROVE,
  TICKET_REJECT,
  TICKET_SETTLE,
  FREEZE,
  THAW,
  ENROL_APPROVER,
  REVOKE_KEY,
  PIN_ENVIRONMENT,
  UNPIN_ENVIRONMENT,
  TRUST_POLICY,
  ENROL_AGENT,
  REVOKE_AGENT;

  /** The purpose as it is signed, such as {@code ticket-approve}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
