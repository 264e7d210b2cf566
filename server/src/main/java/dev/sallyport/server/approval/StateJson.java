package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a ticket's state is written in the store. */
final class StateJson {
  private StateJson() {}

  static JsonObject of(TicketState state) {
    JsonObjectBuilder json =
        CanonicalJson.object()
            .add("state", state.kind().label())
            .add("since", state.since().toString());
    if (state instanceof TicketState.Pending pending) {
      json.add("expires", pending.expires().toString());
    } else if (state instanceof TicketState.Approved approved) {
      json.add("expires", approved.expires().toString());
    } else if (state instanceof TicketState.Executing executing) {
      json.add("executor", executor(executing.executor())).add("steps", steps(executing.steps()));
      addMark(json, executing.mark());
    } else if (state instanceof TicketState.Unknown unknown) {
      json.add("why", unknown.why()).add("steps", steps(unknown.steps()));
      addMark(json, unknown.mark());
    } else {
      addEnding(json, state);
    }
    return json.build();
  }

  private static void addEnding(JsonObjectBuilder json, TicketState state) {
    if (state instanceof TicketState.Executed executed) {
      json.add("result", executed.result());
    } else if (state instanceof TicketState.Failed failed) {
      json.add("error", failed.error());
    } else if (state instanceof TicketState.Rejected rejected) {
      json.add("by", rejected.by()).add("reason", rejected.reason());
    } else if (state instanceof TicketState.Expired expired) {
      json.add("from", expired.from().label());
    } else if (state instanceof TicketState.Cancelled cancelled) {
      json.add("by", cancelled.by());
    } else if (state instanceof TicketState.Stale stale) {
      json.add("difference", stale.difference());
    }
  }

  static TicketState parse(JsonObject json) {
    Fields in = new Fields(json);
    Instant since = in.instant("since");
    return switch (kind(in.text("state"))) {
      case PENDING -> new TicketState.Pending(since, in.instant("expires"));
      case APPROVED -> new TicketState.Approved(since, in.instant("expires"));
      case EXECUTING ->
          new TicketState.Executing(
              since, executor(in.fields("executor")), mark(in), parsedSteps(in.list("steps")));
      case EXECUTED -> new TicketState.Executed(since, in.object("result"));
      case FAILED -> new TicketState.Failed(since, in.object("error"));
      case UNKNOWN ->
          new TicketState.Unknown(since, in.text("why"), mark(in), parsedSteps(in.list("steps")));
      case REJECTED -> new TicketState.Rejected(since, in.text("by"), in.text("reason"));
      case EXPIRED -> new TicketState.Expired(since, kind(in.text("from")));
      case CANCELLED -> new TicketState.Cancelled(since, in.text("by"));
      case STALE -> new TicketState.Stale(since, in.text("difference"));
    };
  }

  private static TicketState.Kind kind(String label) {
    return TicketState.Kind.valueOf(label.toUpperCase(Locale.ROOT));
  }

  private static JsonObjectBuilder executor(Executor executor) {
    return CanonicalJson.object()
        .add("claim", executor.claim())
        .add("host", executor.host())
        .add("pid", executor.pid())
        .add("started", executor.started());
  }

  private static Executor executor(Fields in) {
    return new Executor(in.text("claim"), in.text("host"), in.number("pid"), in.number("started"));
  }

  private static void addMark(JsonObjectBuilder json, @Nullable ExecutionMark mark) {
    if (mark != null) {
      json.add("mark", mark(mark));
    }
  }

  static JsonObject mark(ExecutionMark mark) {
    return CanonicalJson.object()
        .add("transaction", mark.transaction())
        .add("timeline", mark.timeline())
        .add("lsn", mark.lsn())
        .add("backend", mark.backend())
        .add("database", mark.database())
        .build();
  }

  private static @Nullable ExecutionMark mark(Fields in) {
    if (!in.has("mark")) {
      return null;
    }
    Fields mark = in.fields("mark");
    return new ExecutionMark(
        mark.text("transaction"),
        mark.number("timeline"),
        mark.text("lsn"),
        Math.toIntExact(mark.number("backend")),
        mark.object("database"));
  }

  private static JsonArrayBuilder steps(List<StepState> steps) {
    JsonArrayBuilder array = CanonicalJson.array();
    for (StepState step : steps) {
      JsonObjectBuilder json =
          CanonicalJson.object().add("index", step.index()).add("done", step.done());
      if (step.result() != null) {
        json.add("result", step.result());
      }
      array.add(json);
    }
    return array;
  }

  private static List<StepState> parsedSteps(List<Fields> list) {
    return list.stream()
        .map(
            in ->
                new StepState(
                    Math.toIntExact(in.number("index")),
                    in.truth("done"),
                    in.has("result") ? in.object("result") : null))
        .toList();
  }
}
