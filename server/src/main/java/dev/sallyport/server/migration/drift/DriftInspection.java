package dev.sallyport.server.migration.drift;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Inspection;
import dev.sallyport.server.migration.project.IgnoreSetting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operation {@code diff}: two sides of the project compared, and what all three mean. */
public final class DriftInspection implements Inspection {
  /** Longer answers help nobody; what is left out is said. */
  private static final int MOST_WORDS = 300;

  private final SideDiff diff;
  private final DriftCheck check;

  public DriftInspection(SideDiff diff, DriftCheck check) {
    this.diff = diff;
    this.check = check;
  }

  @Override
  public Operation operation() {
    return Operation.DIFF;
  }

  @Override
  public Answer answer(AgentRequest request, Cancellation call) {
    Side from = side(request.arguments().getOrDefault("from", ""), Side.DATABASE);
    Side to = side(request.arguments().getOrDefault("to", ""), Side.SCHEMA);
    diff.beginFor(from, to);
    boolean script = !"false".equals(request.arguments().get("script"));
    Differences differences =
        diff.between(
            from,
            to,
            script,
            globs(request.arguments().getOrDefault("ignore", "")),
            lines(request.arguments().getOrDefault("rename", "")));
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("from", from.label());
    body.put("to", to.label());
    body.putAll(differences.toMap());
    shorten(body, differences.words());
    boolean meaning = !"false".equals(request.arguments().get("meaning"));
    DriftReport report = meaning ? report(from, to) : null;
    if (report != null) {
      body.put("drift", report.drift().stream().map(Drift::toMap).toList());
      body.put("explained", report.explained().stream().map(Explanation::toMap).toList());
      List<String> remarks = new ArrayList<>(report.remarks());
      remarks.removeAll(differences.remarks());
      if (!remarks.isEmpty()) {
        body.put("drift_remarks", remarks);
      }
    }
    return Answer.done(body, next(differences, report));
  }

  /**
   * Globs, a line each.
   *
   * @throws SallyportException where one can't be matched in good time
   */
  static List<String> globs(String lines) {
    List<String> globs = lines(lines);
    if (!globs.stream().allMatch(IgnoreSetting::isSound)) {
      throw SallyportException.usage(
          "a glob is longer than any name, or has more than three stars",
          "write it as `schema.name` or `name`, with `*` for any text and `?` for a character");
    }
    return globs;
  }

  private static List<String> lines(String text) {
    return text.lines().filter(line -> !line.isBlank()).toList();
  }

  /**
   * The meaning needs all three sides; where one can't be read the two are compared all the same.
   */
  private @Nullable DriftReport report(Side from, Side to) {
    if (from != Side.DATABASE && to != Side.DATABASE) {
      return null;
    }
    try {
      return check.run();
    } catch (SallyportException unreadable) {
      return new DriftReport(
          List.of(), List.of(), List.of(String.valueOf(unreadable.getMessage())));
    }
  }

  private static void shorten(Map<String, @Nullable Object> body, List<String> words) {
    if (words.size() > MOST_WORDS) {
      body.put("words", words.subList(0, MOST_WORDS));
      body.put("more_words", words.size() - MOST_WORDS);
      body.remove("differences");
    }
  }

  private static String next(Differences differences, @Nullable DriftReport report) {
    if (report != null && !report.drift().isEmpty()) {
      return report.drift().get(0).remedy();
    }
    if (differences.isEmpty()) {
      return "";
    }
    return differences.renames().isEmpty()
        ? "if the script is what you want, `propose_migration` with it as `sql`"
        : "ask whether what `renames` names was renamed before you propose anything";
  }

  /**
   * The side of that name.
   *
   * @param standard where the name is empty; null where it must not be
   */
  static Side side(String label, @Nullable Side standard) {
    if (label.isEmpty() && standard != null) {
      return standard;
    }
    return Side.of(label)
        .orElseThrow(
            () ->
                SallyportException.usage(
                    "`from` and `to` name one of the three sides each",
                    "use `migrations`, `schema` or `database`; only a person at the command line"
                        + " compares other databases"));
  }
}
