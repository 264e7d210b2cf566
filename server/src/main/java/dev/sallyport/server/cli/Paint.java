package dev.sallyport.server.cli;

/** The few colours used, by meaning. */
enum Paint {
  GOOD("32"),
  BAD("31"),
  WAITING("33"),
  QUIET("2"),
  STRONG("1"),
  NAME("36");

  static final String RESET = "\u001b[0m";

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  String start() {
    return "\u001b[" + code + "m";
  }
}
