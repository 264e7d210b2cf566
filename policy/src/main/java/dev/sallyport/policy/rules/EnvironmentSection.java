package dev.sallyport.policy.rules;

import dev.sallyport.policy.rules.yaml.Fields;
import dev.sallyport.policy.rules.yaml.Mistakes;
import dev.sallyport.policy.rules.yaml.Node.Entry;
import dev.sallyport.policy.rules.yaml.Node.Scalar;
import dev.sallyport.policy.rules.yaml.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code environments}. */
final class EnvironmentSection {
  private final Mistakes mistakes;
  private final Surroundings surroundings;

  EnvironmentSection(Mistakes mistakes, Surroundings surroundings) {
    this.mistakes = mistakes;
    this.surroundings = surroundings;
  }

  Environments read(Fields file) {
    List<Environment> declared = new ArrayList<>();
    for (Entry entry : file.entries("environments")) {
      Environment environment = environment(entry.key(), Fields.of(entry.value()));
      declared.add(environment);
      checkReach(entry.key(), environment);
    }
    return new Environments(declared);
  }

  private Environment environment(Scalar name, Fields fields) {
    Optional<Strictness> builtIn = Strictness.of(name.text());
    Optional<Strictness> like = fields.text("like").flatMap(Strictness::of);
    if (builtIn.isPresent() && fields.has("like")) {
      mistakes.error(
          fields.node("like").orElse(name),
          Quoted.of(name.text()) + " is built in and is like itself",
          "remove `like`, or give the environment a name of its own");
    }
    return new Environment(
        name.text(),
        builtIn.or(() -> like).orElse(Strictness.PRODUCTION),
        fields.texts("hosts").stream().map(Glob::ofLowerCase).toList(),
        fields.texts("databases").stream().map(Glob::of).toList(),
        addresses(fields),
        fields.texts("comments").stream().map(Glob::ofLowerCase).toList());
  }

  private List<AddressRange> addresses(Fields fields) {
    List<AddressRange> ranges = new ArrayList<>();
    for (Scalar scalar : fields.scalars("addresses")) {
      if (!PolicyWords.ADDRESS.pattern().matcher(scalar.text()).matches()) {
        continue;
      }
      Optional<AddressRange> range = AddressRange.of(scalar.text());
      if (range.isEmpty()) {
        mistakes.error(
            scalar,
            Quoted.of(scalar.text()) + " is no range of addresses",
            "write it like `10.0.0.0/8` or `fd00::/8`");
      } else if (range.get().hasHostBits()) {
        mistakes.error(
            scalar,
            Quoted.of(scalar.text()) + " has bits set beyond its prefix",
            "write the range's first address, or a longer prefix");
      }
      range.ifPresent(ranges::add);
    }
    return ranges;
  }

  private void checkReach(Scalar name, Environment environment) {
    Set<String> pinned = surroundings.pinnedEnvironments();
    if (environment.hasPatterns() && environment.like() == Strictness.DISPOSABLE) {
      mistakes.error(
          name,
          "the patterns of " + Quoted.of(name.text()) + " can match nothing",
          "patterns only tighten, and nothing is freer than `disposable`; pin databases to it"
              + " with `sallyport environment pin`");
    } else if (!environment.hasPatterns()
        && Strictness.of(name.text()).isEmpty()
        && pinned != null
        && !pinned.contains(name.text())) {
      mistakes.error(
          name,
          "the environment " + Quoted.of(name.text()) + " can match nothing",
          "give it patterns, or pin a database to it with `sallyport environment pin "
              + name.text()
              + "`");
    }
  }
}
