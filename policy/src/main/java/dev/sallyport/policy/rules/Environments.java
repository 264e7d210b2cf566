package dev.sallyport.policy.rules;

import dev.sallyport.policy.rules.yaml.Quoted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The environments of a policy: the four built-in ones and the team's own. */
final class Environments {
  static final Environments BUILT_IN = new Environments(List.of());

  private static final Pattern MARKER =
      Pattern.compile("sallyport:\\s*([a-z0-9_-]+)", Pattern.CASE_INSENSITIVE);

  private final Map<String, Environment> byName = new LinkedHashMap<>();

  Environments(Collection<Environment> declared) {
    Arrays.stream(Strictness.values())
        .forEach(known -> add(Environment.plain(known.label(), known)));
    declared.forEach(this::add);
  }

  private void add(Environment environment) {
    byName.put(environment.name(), environment);
  }

  Optional<Environment> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Collection<Environment> all() {
    return byName.values();
  }

  /** Whether a rule that names {@code written} applies in the environment {@code name}. */
  boolean applies(String written, String name) {
    return written.equals(name)
        || named(name)
            .filter(environment -> environment.like().label().equals(written))
            .isPresent();
  }

  /** See {@link PolicySet#environmentOf}. */
  EnvironmentMatch of(TargetFacts target, @Nullable String pinned) {
    if (pinned == null) {
      return production(
          List.of("no environment is pinned to this database, so it counts as production"));
    }
    Environment home = byName.get(pinned);
    if (home == null) {
      return new EnvironmentMatch(
          pinned,
          Strictness.PRODUCTION.label(),
          List.of("it is pinned to " + Quoted.of(pinned) + ", which the policy does not know"));
    }
    if (target.systemIdentifier() == null) {
      return production(
          List.of("its system identifier can't be read, so its pin counts for nothing"));
    }
    return tightened(home, target);
  }

  private EnvironmentMatch tightened(Environment home, TargetFacts target) {
    Set<String> marked = marked(target.comment());
    Map<Environment, List<String>> signs = new LinkedHashMap<>();
    for (Environment other : byName.values()) {
      List<String> found = new ArrayList<>(other.signsIn(target));
      if (marked.contains(other.name())) {
        found.add("its comment says " + Quoted.of("sallyport:" + other.name()));
      }
      if (!found.isEmpty() && other.like().compareTo(home.like()) > 0) {
        signs.put(other, found);
      }
    }
    String pin = "it is pinned to " + Quoted.of(home.name());
    Optional<Strictness> strictest =
        signs.keySet().stream().map(Environment::like).max(Strictness::compareTo);
    if (strictest.isEmpty()) {
      return EnvironmentMatch.of(home, List.of(pin));
    }
    List<Environment> matches =
        signs.keySet().stream().filter(found -> found.like() == strictest.get()).toList();
    List<String> why = new ArrayList<>();
    matches.forEach(match -> why.addAll(signs.getOrDefault(match, List.of())));
    why.add(pin + ", and a sign of a stricter environment counts more");
    if (matches.size() == 1) {
      return EnvironmentMatch.of(matches.get(0), why);
    }
    return production(why);
  }

  /**
   * The environments that a database's comment names; one the policy does not know counts as
   * production.
   */
  private Set<String> marked(@Nullable String comment) {
    Set<String> names = new LinkedHashSet<>();
    Matcher marker = MARKER.matcher(comment == null ? "" : comment);
    while (marker.find()) {
      String name = marker.group(1).toLowerCase(Locale.ROOT);
      names.add(byName.containsKey(name) ? name : Strictness.PRODUCTION.label());
    }
    return names;
  }

  private static EnvironmentMatch production(List<String> why) {
    String label = Strictness.PRODUCTION.label();
    return new EnvironmentMatch(label, label, why);
  }
}
