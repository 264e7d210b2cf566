package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.EnvironmentMatch;
import dev.sallyport.policy.rules.PolicySet;
import dev.sallyport.policy.rules.TargetFacts;
import dev.sallyport.server.approval.TrustRoot;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.database.DatabaseIdentity;
import dev.sallyport.server.database.RolePowers;
import dev.sallyport.server.database.TargetDatabase;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The database behind the gate, and the environment it belongs to at this moment. */
public final class GuardedDatabase {
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final TargetDatabase target;
  private final Supplier<TrustRoot> trust;
  private final boolean ownWork;
  private volatile @Nullable Known known;

  private record Known(Place place, PolicySet policy, TrustRoot trust, long at) {}

  /**
   * A database to guard.
   *
   * @param trust reads the trust root anew for each question
   * @param ownWork whether Sallyport itself created the database, which makes it disposable
   */
  public GuardedDatabase(TargetDatabase target, Supplier<TrustRoot> trust, boolean ownWork) {
    this.target = target;
    this.trust = trust;
    this.ownWork = ownWork;
  }

  TargetDatabase target() {
    return target;
  }

  /**
   * Where a request arrives: what was true within the last two seconds, while policy and trust root
   * are the same.
   */
  Place place(PolicyInForce policy) {
    Known before = known;
    TrustRoot root = trust.get();
    long now = System.nanoTime();
    if (before != null
        && now - before.at() < FRESH.toNanos()
        && before.policy() == policy.rules()
        && before.trust().equals(root)) {
      return before.place();
    }
    Place place = placeNow(policy);
    known = new Known(place, policy.rules(), root, now);
    return place;
  }

  /** Where a request would arrive now; before anything that was approved is run. */
  Place placeNow(PolicyInForce policy) {
    DatabaseIdentity identity = target.identity();
    RolePowers powers = target.powers();
    TargetFacts facts =
        new TargetFacts(
            identity.host(),
            addresses(identity.host()),
            identity.database(),
            identity.systemIdentifier(),
            target.facts(session -> new Catalog().databaseComment(session)),
            powers.labels());
    EnvironmentMatch environment = policy.rules().environmentOf(facts, pinned(identity));
    return new Place(identity, powers, facts, environment);
  }

  private @Nullable String pinned(DatabaseIdentity identity) {
    if (identity.systemIdentifier() == null) {
      return null;
    }
    String pinned = trust.get().environmentOf(Place.pinned(identity)).orElse(null);
    return pinned == null && ownWork ? "disposable" : pinned;
  }

  private static Set<String> addresses(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .map(InetAddress::getHostAddress)
          .collect(Collectors.toSet());
    } catch (UnknownHostException e) {
      return Set.of();
    }
  }
}
