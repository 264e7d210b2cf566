package dev.sallyport.policy.rules;

import dev.sallyport.policy.rules.yaml.Fields;
import dev.sallyport.policy.rules.yaml.Mistakes;
import dev.sallyport.policy.rules.yaml.Node.Scalar;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRulesException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads durations, sizes and windows of time. What is not of its form was told before. */
final class Spans {
  private final Mistakes mistakes;

  Spans(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** A duration of at most {@code most}. */
  @Nullable Duration duration(Fields fields, String key, Duration most) {
    Optional<Scalar> scalar = fields.scalar(key).filter(this::isDuration);
    if (scalar.isEmpty()) {
      return null;
    }
    Duration duration = duration(scalar.get().text());
    if (duration.compareTo(most) > 0) {
      mistakes.error(
          scalar.get(),
          "`" + scalar.get().text() + "` is too long",
          "write at most " + words(most));
      return null;
    }
    return duration;
  }

  /** A number of bytes of at most {@code most}. */
  @Nullable Long bytes(Fields fields, String key, long most) {
    Optional<Scalar> scalar =
        fields.scalar(key).filter(it -> PolicyWords.BYTES.pattern().matcher(it.text()).matches());
    if (scalar.isEmpty()) {
      return null;
    }
    String text = scalar.get().text();
    long number = Long.parseLong(text.replaceAll("[A-Za-z]", ""));
    long bytes = text.endsWith("MiB") ? number << 20 : text.endsWith("KiB") ? number << 10 : number;
    if (bytes > most) {
      mistakes.error(
          scalar.get(), "`" + text + "` is too much", "write at most " + (most >> 20) + "MiB");
      return null;
    }
    return bytes;
  }

  List<TimeWindow> windows(Fields fields, String key) {
    List<TimeWindow> windows = new ArrayList<>();
    fields.items(key).forEach(item -> window(Fields.of(item)).ifPresent(windows::add));
    return windows;
  }

  private Optional<TimeWindow> window(Fields fields) {
    if (!fields.has("days") && !fields.has("hours") && !fields.has("dates")) {
      mistakes.error(
          fields.mapping(),
          "the window has no `days`, `hours` or `dates`, so it never ends",
          "add one of them, or remove the window");
      return Optional.empty();
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    fields.texts("days").stream()
        .filter(PolicyWords.DAY.words()::contains)
        .forEach(day -> days.add(DayOfWeek.of(PolicyWords.DAY.words().indexOf(day) + 1)));
    ZoneId zone = zone(fields);
    Optional<List<LocalTime>> hours = hours(fields);
    Optional<List<LocalDate>> dates = dates(fields);
    if (zone == null || hours.isEmpty() || dates.isEmpty()) {
      return Optional.empty();
    }
    boolean timed = !hours.get().isEmpty();
    boolean dated = !dates.get().isEmpty();
    return Optional.of(
        new TimeWindow(
            days,
            timed ? hours.get().get(0) : null,
            timed ? hours.get().get(1) : null,
            dated ? dates.get().get(0) : null,
            dated ? dates.get().get(1) : null,
            zone));
  }

  private @Nullable ZoneId zone(Fields fields) {
    Optional<Scalar> scalar = fields.scalar("zone");
    if (scalar.isEmpty()) {
      return null;
    }
    try {
      return ZoneId.of(scalar.get().text());
    } catch (ZoneRulesException e) {
      mistakes.error(
          scalar.get(),
          "there is no time zone `" + scalar.get().text() + "`",
          "write one of the time zone database, such as `Europe/Berlin` or `UTC`");
    } catch (DateTimeException e) {
      return null;
    }
    return null;
  }

  /** From and to; an empty list where no hours are given; empty where they are wrong. */
  private Optional<List<LocalTime>> hours(Fields fields) {
    Optional<Scalar> scalar = fields.scalar("hours");
    if (scalar.isEmpty()) {
      return Optional.of(List.of());
    }
    String text = scalar.get().text();
    if (!PolicyWords.HOURS.pattern().matcher(text).matches()) {
      return Optional.empty();
    }
    LocalTime from = LocalTime.parse(text.substring(0, 5));
    String end = text.substring(6);
    LocalTime to = end.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(end);
    if (from.equals(to) && !end.equals("24:00")) {
      mistakes.error(
          scalar.get(),
          "the window begins and ends at the same time",
          "write when it ends, or remove `hours` for the whole day");
      return Optional.empty();
    }
    return Optional.of(List.of(from, to));
  }

  private Optional<List<LocalDate>> dates(Fields fields) {
    Optional<Scalar> scalar = fields.scalar("dates");
    if (scalar.isEmpty()) {
      return Optional.of(List.of());
    }
    String text = scalar.get().text();
    if (!PolicyWords.DATES.pattern().matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      LocalDate first = LocalDate.parse(text.substring(0, 10));
      LocalDate last = text.length() > 10 ? LocalDate.parse(text.substring(12)) : first;
      if (last.isBefore(first)) {
        mistakes.error(
            scalar.get(), "the window ends before it begins", "write the earlier date first");
        return Optional.empty();
      }
      return Optional.of(List.of(first, last));
    } catch (DateTimeException e) {
      mistakes.error(scalar.get(), "there is no such date", "write dates like `2026-12-20`");
      return Optional.empty();
    }
  }

  private boolean isDuration(Scalar scalar) {
    return PolicyWords.DURATION.pattern().matcher(scalar.text()).matches();
  }

  private static Duration duration(String text) {
    long number = Long.parseLong(text.replaceAll("[a-z]", ""));
    return switch (text.replaceAll("[0-9]", "")) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static String words(Duration duration) {
    return duration.toDays() > 0
        ? duration.toDays() + "d"
        : duration.toMinutes() > 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
  }
}
