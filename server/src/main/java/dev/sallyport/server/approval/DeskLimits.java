package dev.sallyport.server.approval;

import java.time.Duration;

/**
 * How much and how long.
 *
 * @param openPerRequester how many pending and approved tickets one requester may have
 * @param repeats how long an executed ticket answers the same request
 * @param lease how long a claim holds without a sign of life
 * @param clockSkew how far this clock may be behind the last audit record
 * @param slowestMark a mark that took longer to store is not relied on
 */
public record DeskLimits(
    int openPerRequester,
    Duration repeats,
    Duration lease,
    Duration clockSkew,
    Duration slowestMark) {
  public static final DeskLimits DEFAULT =
      new DeskLimits(
          20,
          Duration.ofMinutes(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofSeconds(2));
}
