package dev.sallyport.server.database;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds out whether a pooler stands between us and PostgreSQL, and whether it gives every
 * transaction to whichever server process is free.
 *
 * <p>A server tells each client, at login, the process that takes its cancellations. A pooler tells
 * a number of its own, and that gives it away. Some proxies keep one server process for a
 * connection all the same; two connections asked in turn tell the kinds apart.
 */
final class PoolerProbe {
  private static final int ROUNDS = 4;

  private PoolerProbe() {}

  static boolean sharesBackends(Wire first, ConnectionSettings settings) {
    int backend = Connections.backend(first);
    if (backend == first.announcedBackend()) {
      return false;
    }
    if (settings.saysPooler()) {
      return true;
    }
    try (Wire second = Wire.connect(settings)) {
      List<Integer> ofFirst = new ArrayList<>(List.of(backend));
      List<Integer> ofSecond = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        ofSecond.add(Connections.backend(second));
        ofFirst.add(Connections.backend(first));
      }
      boolean constant =
          ofFirst.stream().distinct().count() == 1 && ofSecond.stream().distinct().count() == 1;
      return !constant || ofFirst.get(0).equals(ofSecond.get(0));
    }
  }
}
