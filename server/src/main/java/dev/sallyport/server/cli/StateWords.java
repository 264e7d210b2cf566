package dev.sallyport.server.cli;

import dev.sallyport.server.approval.TicketState;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A ticket's state in words. */
final class StateWords {
  private StateWords() {}

  /** The state and how long it lasts, such as {@code pending, expires in 1 h 59 min}. */
  static String shortly(TicketState state, Instant now) {
    String label = state.kind().label();
    if (state instanceof TicketState.Pending pending) {
      return label + ", expires in " + words(Duration.between(now, pending.expires()));
    }
    if (state instanceof TicketState.Approved approved) {
      return label + ", expires in " + words(Duration.between(now, approved.expires()));
    }
    return label;
  }

  private static String words(Duration left) {
    long minutes = Math.max(0, left.toMinutes());
    if (minutes >= 48 * 60) {
      return minutes / (24 * 60) + " days";
    }
    return minutes >= 60 ? minutes / 60 + " h " + minutes % 60 + " min" : minutes + " min";
  }

  /** How it ended, line by line; texts of others are not yet made safe to look at. */
  static List<String> ending(TicketState state) {
    if (state instanceof TicketState.Executed executed) {
      return executed(executed.result());
    }
    if (state instanceof TicketState.Failed failed) {
      boolean kept = failed.error().containsKey("kept");
      return List.of(
          (kept ? "failed: " : "failed, nothing was changed: ") + text(failed.error(), "message"));
    }
    if (state instanceof TicketState.Unknown unknown) {
      return List.of("unknown: " + unknown.why());
    }
    if (state instanceof TicketState.Rejected rejected) {
      return List.of("rejected by " + rejected.by() + ": " + rejected.reason());
    }
    if (state instanceof TicketState.Stale stale) {
      return List.of("stale: " + stale.difference());
    }
    if (state instanceof TicketState.Cancelled cancelled) {
      return List.of("cancelled by " + cancelled.by());
    }
    return state instanceof TicketState.Expired expired
        ? List.of("expired while " + expired.from().label())
        : List.of(state.kind().label());
  }

  private static List<String> executed(JsonObject result) {
    List<String> lines = new ArrayList<>();
    lines.add("executed");
    if (result.get("statements") instanceof jakarta.json.JsonArray statements) {
      for (JsonValue statement : statements) {
        JsonObject one = statement.asJsonObject();
        lines.add("  " + text(one, "command") + ", rows: " + one.get("rows"));
      }
    }
    if (result.containsKey("message")) {
      lines.add("  " + text(result, "message"));
    }
    return lines;
  }

  private static String text(JsonObject json, String name) {
    return json.get(name) instanceof JsonString text ? text.getString() : "";
  }
}
