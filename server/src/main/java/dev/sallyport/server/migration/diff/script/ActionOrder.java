package dev.sallyport.server.migration.diff.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Actions in an order in which each comes after what it waits for. The same input, the same order.
 */
final class ActionOrder {
  private static final Comparator<Action> PREFERENCE =
      Comparator.comparing((Action action) -> action.step)
          .thenComparing(ActionOrder::kindRank)
          .thenComparing(action -> action.key);

  private ActionOrder() {}

  /** What is made of others is dropped first and made last: the kinds stand in that order. */
  @SuppressWarnings("EnumOrdinal")
  private static int kindRank(Action action) {
    int rank = action.key.kind().ordinal();
    return action.step == Action.Step.DROP ? -rank : rank;
  }

  static List<Action> of(Collection<Action> actions) {
    Map<Action, Integer> waiting = new HashMap<>();
    Map<Action, List<Action>> followers = new HashMap<>();
    Set<Action> all = new LinkedHashSet<>(actions);
    for (Action action : all) {
      int count = 0;
      for (Action before : action.after) {
        if (before != action && all.contains(before)) {
          followers.computeIfAbsent(before, b -> new ArrayList<>()).add(action);
          count++;
        }
      }
      waiting.put(action, count);
    }
    return sorted(all, waiting, followers);
  }

  private static List<Action> sorted(
      Set<Action> all, Map<Action, Integer> waiting, Map<Action, List<Action>> followers) {
    PriorityQueue<Action> ready = new PriorityQueue<>(PREFERENCE);
    Map<Action, Integer> left = new LinkedHashMap<>();
    all.stream().sorted(PREFERENCE).forEach(action -> left.put(action, waiting.get(action)));
    left.forEach(
        (action, count) -> {
          if (count == 0) {
            ready.add(action);
          }
        });
    ready.forEach(left::remove);
    List<Action> order = new ArrayList<>();
    while (!ready.isEmpty() || !left.isEmpty()) {
      if (ready.isEmpty()) {
        // A circle: PostgreSQL will say whether it can be entered here.
        Action first = left.keySet().iterator().next();
        left.remove(first);
        ready.add(first);
      }
      Action next = ready.remove();
      order.add(next);
      for (Action follower : followers.getOrDefault(next, List.of())) {
        Integer count = left.computeIfPresent(follower, (f, n) -> n - 1);
        if (count != null && count == 0) {
          left.remove(follower);
          ready.add(follower);
        }
      }
    }
    return order;
  }
}
