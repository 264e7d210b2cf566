package dev.sallyport.policy.rules;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time that recurs by weekday and hour, lies between two dates, or both.
 *
 * @param days the weekdays on which it begins; empty means every day
 * @param from when it begins on such a day; null for the whole day
 * @param to when it ends, exclusive; not after {@code from} means on the next day
 * @param first the first date on which it begins; null for no bound
 * @param last the last date on which it begins; null for no bound
 * @param zone where these days and hours are told
 */
public record TimeWindow(
    Set<DayOfWeek> days,
    @Nullable LocalTime from,
    @Nullable LocalTime to,
    @Nullable LocalDate first,
    @Nullable LocalDate last,
    ZoneId zone) {
  public TimeWindow {
    if ((from == null) != (to == null)) {
      throw new IllegalArgumentException("a window from " + from + " to " + to);
    }
    days = Set.copyOf(days);
  }

  /** Whether the moment lies in the window. */
  public boolean contains(Instant moment) {
    ZonedDateTime there = moment.atZone(zone);
    LocalDate day = there.toLocalDate();
    if (from == null || to == null) {
      return begins(day);
    }
    LocalTime time = there.toLocalTime();
    if (from.isBefore(to)) {
      return begins(day) && !time.isBefore(from) && time.isBefore(to);
    }
    return (begins(day) && !time.isBefore(from)) || (begins(day.minusDays(1)) && time.isBefore(to));
  }

  private boolean begins(LocalDate day) {
    return (days.isEmpty() || days.contains(day.getDayOfWeek()))
        && (first == null || !day.isBefore(first))
        && (last == null || !day.isAfter(last));
  }
}
