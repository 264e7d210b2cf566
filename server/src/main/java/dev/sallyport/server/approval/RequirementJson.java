package dev.sallyport.server.approval;

import dev.sallyport.policy.rules.ApprovalRequirement;
import dev.sallyport.policy.rules.TimeWindow;
import dev.sallyport.server.audit.CanonicalJson;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a demand on approvers is written in the store and under signatures. */
final class RequirementJson {
  private RequirementJson() {}

  static JsonObjectBuilder of(ApprovalRequirement asked) {
    JsonArrayBuilder hours = CanonicalJson.array();
    asked.hours().forEach(window -> hours.add(window(window)));
    return CanonicalJson.object()
        .add("rule", asked.ruleId())
        .add("count", asked.count())
        .add("groups", CanonicalJson.texts(asked.groups().stream().sorted().toList()))
        .add("approvers", CanonicalJson.texts(asked.approvers().stream().sorted().toList()))
        .add("distinct", asked.distinct())
        .add("hours", hours)
        .add("pending", asked.pending().toString())
        .add("valid", asked.valid().toString());
  }

  static ApprovalRequirement parse(Fields fields) {
    return new ApprovalRequirement(
        fields.text("rule"),
        Math.toIntExact(fields.number("count")),
        Set.copyOf(fields.texts("groups")),
        Set.copyOf(fields.texts("approvers")),
        fields.truth("distinct"),
        fields.list("hours").stream().map(RequirementJson::window).toList(),
        Duration.parse(fields.text("pending")),
        Duration.parse(fields.text("valid")));
  }

  private static JsonObjectBuilder window(TimeWindow window) {
    JsonObjectBuilder json =
        CanonicalJson.object()
            .add("zone", window.zone().getId())
            .add(
                "days",
                CanonicalJson.texts(window.days().stream().sorted().map(DayOfWeek::name).toList()));
    add(json, "from", window.from());
    add(json, "to", window.to());
    add(json, "first", window.first());
    add(json, "last", window.last());
    return json;
  }

  private static void add(JsonObjectBuilder json, String name, @Nullable Object value) {
    if (value != null) {
      json.add(name, value.toString());
    }
  }

  private static TimeWindow window(Fields fields) {
    return new TimeWindow(
        fields.texts("days").stream().map(DayOfWeek::valueOf).collect(Collectors.toSet()),
        fields.has("from") ? LocalTime.parse(fields.text("from")) : null,
        fields.has("to") ? LocalTime.parse(fields.text("to")) : null,
        fields.has("first") ? LocalDate.parse(fields.text("first")) : null,
        fields.has("last") ? LocalDate.parse(fields.text("last")) : null,
        ZoneId.of(fields.text("zone")));
  }
}
