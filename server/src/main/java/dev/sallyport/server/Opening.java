package dev.sallyport.server;

import dev.sallyport.server.approval.DeskLimits;
import dev.sallyport.server.approval.HeadMemory;
import dev.sallyport.server.approval.Notifier;
import dev.sallyport.server.approval.RefusedException;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.approval.TrustRoot;
import dev.sallyport.server.approval.Webhook;
import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.gateway.PolicyKeeper;
import dev.sallyport.server.shadow.HomeDatabase;
import dev.sallyport.server.store.Store;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Opens what every command stands on, as the configuration says; closed with the program. */
final class Opening {
  private final Configuration configuration;
  private final Clock clock;
  private final Closing closing;
  private final Supplier<TrustRoot> trust;

  Opening(Configuration configuration, Clock clock, Closing closing, Supplier<TrustRoot> trust) {
    this.configuration = configuration;
    this.clock = clock;
    this.closing = closing;
    this.trust = trust;
  }

  Store store() {
    return closing.later(
        configuration
            .store()
            .map(Store::postgresql)
            .orElseGet(
                () ->
                    Store.sqlite(
                        HomeFolder.open(configuration.home()), CacheFolder.of(configuration))));
  }

  TicketDesk desk(Store store) {
    HeadMemory memory = new HeadMemory(configuration.home().resolve("seen-heads.json"));
    TicketDesk desk =
        closing.later(
            new TicketDesk(
                store,
                new AuditLog(store, clock),
                trust,
                clock,
                DeskLimits.DEFAULT,
                Optional.of(memory)));
    List<Webhook> webhooks = webhooks();
    if (!webhooks.isEmpty()) {
      desk.tell(closing.later(new Notifier(webhooks)));
    }
    return desk;
  }

  /** Tickets go on without news where the file is broken, and whoever runs this is told. */
  private List<Webhook> webhooks() {
    try {
      return Webhook.read(configuration.trustFolder());
    } catch (RefusedException broken) {
      LoggerFactory.getLogger(Opening.class)
          .atWarn()
          .addKeyValue("why", broken.getMessage())
          .addKeyValue("help", broken.help())
          .log("no news of tickets is sent");
      return List.of();
    }
  }

  TargetDatabase target() {
    String url = configuration.databaseUrl().orElseGet(this::homeDatabase);
    ConnectionSettings readerSettings =
        configuration.readerUrl().map(ConnectionSettings::parse).orElse(null);
    return closing.later(new TargetDatabase(ConnectionSettings.parse(url), readerSettings));
  }

  private String homeDatabase() {
    return closing.later(HomeDatabase.open(HomeFolder.open(configuration.home()))).url();
  }

  PolicyKeeper policies() {
    configuration
        .namedPolicy()
        .filter(file -> !Files.exists(file))
        .ifPresent(
            file -> {
              throw SallyportException.usage(
                  "the policy file `" + file + "` does not exist",
                  "name a file, or leave `--policy` out for the built-in strict policy");
            });
    return new PolicyKeeper(configuration.project(), configuration.policyFile(), trust);
  }
}
