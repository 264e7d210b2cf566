package dev.sallyport.server.migration.effects;

import java.util.List;

/**
 * What probing a file's effects came to.
 *
 * @param why why it can't be told; else empty
 * @param traces everything that was looked up
 * @param passedOver what was not looked up, such as {@code GRANT}
 */
public record Probing(Verdict verdict, String why, List<Trace> traces, List<String> passedOver) {
  /** Whether the file was applied. */
  public enum Verdict {
    APPLIED,
    PARTLY,
    NOT_APPLIED,
    CANT_TELL
  }

  public Probing {
    traces = List.copyOf(traces);
    passedOver = List.copyOf(passedOver);
  }

  static Probing cantTell(String why) {
    return new Probing(Verdict.CANT_TELL, why, List.of(), List.of());
  }

  /** What is missing or different, in words. */
  public List<String> lacking() {
    return traces.stream().filter(Trace::lacking).map(Trace::inWords).toList();
  }

  /** How many of the things looked up are as they should be. */
  public long shown() {
    return traces.stream().filter(trace -> !trace.lacking()).count();
  }
}
