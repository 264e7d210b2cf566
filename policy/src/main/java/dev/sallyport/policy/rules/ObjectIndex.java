package dev.sallyport.policy.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Rules by how the names of their objects begin: a pattern can only match a name that begins with
 * what stands before the pattern's first wildcard.
 */
final class ObjectIndex {
  private final List<Rule> all;
  private final List<Integer> general = new ArrayList<>();
  private final Map<String, List<Integer>> byBeginning = new HashMap<>();
  private final int[] lengths;

  /** The rules that may match any name, in the file's order. */
  private final List<Rule> ofAnyName;

  ObjectIndex(List<Rule> rules) {
    all = List.copyOf(rules);
    TreeSet<Integer> seen = new TreeSet<>();
    for (int i = 0; i < all.size(); i++) {
      TreeSet<String> beginnings = new TreeSet<>();
      all.get(i).scope().objects().forEach(pattern -> beginnings.add(pattern.beginning()));
      if (beginnings.isEmpty() || beginnings.contains("")) {
        general.add(i);
        continue;
      }
      for (String beginning : beginnings) {
        byBeginning.computeIfAbsent(beginning, key -> new ArrayList<>()).add(i);
        seen.add(beginning.length());
      }
    }
    lengths = seen.stream().mapToInt(Integer::intValue).toArray();
    ofAnyName = general.stream().map(all::get).toList();
  }

  List<Rule> all() {
    return all;
  }

  /** The rules that may match an object of that name, in the file's order. */
  List<Rule> about(String name) {
    if (lengths.length == 0) {
      return ofAnyName;
    }
    TreeSet<Integer> found = new TreeSet<>(general);
    for (int length : lengths) {
      if (length <= name.length()) {
        found.addAll(byBeginning.getOrDefault(name.substring(0, length), List.of()));
      }
    }
    List<Rule> rules = new ArrayList<>(found.size());
    found.forEach(i -> rules.add(all.get(i)));
    return rules;
  }
}
