package dev.sallyport.server.migration.drift;

import java.util.LinkedHashMap;
import java.util.Map;

/** The sides that were read last, by what they were made of. */
final class RecentSides extends LinkedHashMap<String, SideFacts> {
  private static final long serialVersionUID = 1L;

  private final int most;

  RecentSides(int most) {
    super(most, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, SideFacts> eldest) {
    return size() > most;
  }
}
