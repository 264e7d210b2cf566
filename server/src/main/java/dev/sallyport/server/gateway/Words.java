package dev.sallyport.server.gateway;

/** Sentences that more than one part of the gate says. */
final class Words {
  static final String HOW_TO_WAIT =
      "a human has to approve: call `ticket_wait` with this ticket, and go on with other work"
          + " meanwhile";
  static final String ASK_EXECUTE =
      "call `execute` with a justification: it runs, becomes a ticket, or is refused with its"
          + " reasons";

  private Words() {}

  /** How a person approves that ticket. */
  static String approve(String ticket) {
    return "sallyport approve " + ticket;
  }
}
