package dev.sallyport.policy.rules;

import dev.sallyport.policy.rules.yaml.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An environment and the patterns by which a database is recognised as belonging to it.
 *
 * @param like the built-in environment whose rules apply to it too, and as which it is as strict
 */
record Environment(
    String name,
    Strictness like,
    List<Glob> hosts,
    List<Glob> databases,
    List<AddressRange> addresses,
    List<Glob> comments) {
  Environment {
    hosts = List.copyOf(hosts);
    databases = List.copyOf(databases);
    addresses = List.copyOf(addresses);
    comments = List.copyOf(comments);
  }

  /** One without patterns. */
  static Environment plain(String name, Strictness like) {
    return new Environment(name, like, List.of(), List.of(), List.of(), List.of());
  }

  boolean hasPatterns() {
    return !(hosts.isEmpty() && databases.isEmpty() && addresses.isEmpty() && comments.isEmpty());
  }

  /** What in these facts says that the database belongs here: one line each. */
  List<String> signsIn(TargetFacts target) {
    List<String> signs = new ArrayList<>();
    String host = target.host().toLowerCase(Locale.ROOT);
    String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    hosts.stream()
        .filter(glob -> glob.matches(bare))
        .forEach(glob -> signs.add("its host matches " + Quoted.of(glob.toString())));
    databases.stream()
        .filter(glob -> glob.matches(target.name()))
        .forEach(glob -> signs.add("its name matches " + Quoted.of(glob.toString())));
    if (!addresses.isEmpty() && target.addresses().isEmpty()) {
      signs.add("its address is not known");
    }
    if (addresses.stream()
        .anyMatch(range -> target.addresses().stream().anyMatch(range::contains))) {
      signs.add("its address lies in a range of " + Quoted.of(name));
    }
    String comment = target.comment();
    if (comment != null) {
      comments.stream()
          .filter(glob -> glob.matches(comment.toLowerCase(Locale.ROOT)))
          .forEach(glob -> signs.add("its comment matches " + Quoted.of(glob.toString())));
    }
    return signs;
  }
}
