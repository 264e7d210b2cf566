package dev.sallyport.server.guard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the guard says of a tool call, with every reason. */
public record GuardVerdict(Answer answer, List<Objection> objections) {
  /** Nothing to say: the agent's own rules decide. */
  public static final GuardVerdict NOTHING = new GuardVerdict(Answer.NOTHING, List.of());

  public GuardVerdict {
    objections = List.copyOf(objections);
    if (objections.isEmpty() != (answer == Answer.NOTHING)) {
      throw new IllegalArgumentException("an answer without reasons, or reasons for none");
    }
  }

  /** Ordered from least to most restrictive. */
  public enum Answer {
    NOTHING,
    /** Only a person can tell. */
    ASK,
    DENY
  }

  /**
   * One reason.
   *
   * @param what lower case, one line
   * @param help the way forward
   */
  public record Objection(Answer answer, String what, String help) {}

  /** The strictest of the objections, which come first. */
  static GuardVerdict of(List<Objection> objections) {
    if (objections.isEmpty()) {
      return NOTHING;
    }
    Map<String, Objection> each = new LinkedHashMap<>();
    objections.forEach(one -> each.putIfAbsent(one.answer() + one.what() + '\0' + one.help(), one));
    List<Objection> strictestFirst =
        each.values().stream()
            .sorted((one, other) -> other.answer().compareTo(one.answer()))
            .toList();
    return new GuardVerdict(strictestFirst.get(0).answer(), strictestFirst);
  }

  static GuardVerdict ask(String what, String help) {
    return of(List.of(new Objection(Answer.ASK, what, help)));
  }

  /** As an agent reads it. */
  public String text() {
    StringBuilder text = new StringBuilder("Sallyport: ");
    for (int i = 0; i < Math.min(3, objections.size()); i++) {
      Objection objection = objections.get(i);
      text.append(i == 0 ? "" : "\n")
          .append(objection.what())
          .append("\nhelp: ")
          .append(objection.help());
    }
    return text.toString();
  }
}
