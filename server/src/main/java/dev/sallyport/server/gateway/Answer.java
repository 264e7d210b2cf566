package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Reason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gate's answer, the same for every face.
 *
 * @param ticket the id of the ticket it is about; null where there is none
 * @param reasons every rule that led to it, strictest first
 * @param next what the asker can do now: one sentence
 * @param body the operation's own part, JSON-ready (maps, lists, strings, numbers, booleans, null)
 */
public record Answer(
    Outcome outcome,
    @Nullable String ticket,
    List<Reason> reasons,
    String next,
    Map<String, @Nullable Object> body) {
  public Answer {
    reasons = List.copyOf(reasons);
    body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
  }

  /** An answer that did what was asked. */
  public static Answer done(Map<String, @Nullable Object> body, String next) {
    return new Answer(Outcome.DONE, null, List.of(), next, body);
  }

  /** The same answer that also says this. */
  Answer with(Map<String, ? extends @Nullable Object> more) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(body);
    all.putAll(more);
    return new Answer(outcome, ticket, reasons, next, all);
  }

  /** This answer as one JSON-ready object, in the shape that CONTRACT-bound clients expect. */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("outcome", outcome.label());
    if (ticket != null) {
      map.put("ticket", ticket);
    }
    map.put("reasons", reasons.stream().map(Answers::json).toList());
    map.put("next", next);
    map.putAll(body);
    return map;
  }
}
