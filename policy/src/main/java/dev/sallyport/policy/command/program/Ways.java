package dev.sallyport.policy.command.program;

/** The ways forward that refusals name. */
final class Ways {
  static final String EXECUTE =
      "send the SQL with Sallyport's `execute` and a justification; what needs a person waits as a"
          + " ticket";
  static final String PROPOSE =
      "use Sallyport's `propose_migration`: it writes the migration, checks it and opens the"
          + " ticket";
  static final String PERSON = "ask a person to do this themselves";
  static final String STATUS = "use Sallyport's `status` and `diff` to see what is wrong first";

  private Ways() {}

  static String operation(String operation) {
    return "ask for it with Sallyport's `request_operation` (`"
        + operation
        + "`) and a justification; it waits until a person approves it";
  }
}
