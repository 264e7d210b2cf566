package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.Configuration;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.Circumstances;
import dev.sallyport.server.approval.Claim;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.migration.operation.OperationSite;
import dev.sallyport.server.migration.project.ProjectFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that runs the ticket of an operation and is killed by {@code kill -9} when it reaches a
 * stage for the given time.
 *
 * <p>Arguments: the site's folder, the database, the environment, the ticket, the stage, the times.
 */
public final class CrashingDeploy {
  private CrashingDeploy() {}

  /** A process that runs an approved ticket of a site in staging, and dies. */
  static Process start(OperationSite site, TicketId ticket, RunStage stage, int times)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            CrashingDeploy.class.getName(),
            site.folder.toString(),
            site.database.url("agent"),
            "staging",
            ticket.text(),
            stage.name(),
            String.valueOf(times))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    Configuration configuration =
        Configuration.of(
            Map.of(
                "DATABASE_URL", arguments[1],
                "SALLYPORT_HOME", folder.resolve("home").toString(),
                "SALLYPORT_CONFIG", folder.resolve("trust").toString()),
            Configuration.Overrides.NONE,
            folder.resolve("project"));
    try (Sallyport sallyport = Sallyport.open(configuration, Clock.systemUTC())) {
      Circumstances now =
          new Circumstances(
              Place.pinned(sallyport.target().identity()).toJson(), arguments[2], List.of());
      try (Claim claim = sallyport.desk().claim(new TicketId(arguments[3]), now)) {
        SqlReader reader = sallyport.reader();
        new ClaimedOperation(
                claim,
                reader,
                sallyport.target(),
                new Catalog(),
                statement -> java.util.List.of(),
                new ProjectFileWriter(configuration.project()),
                watcher(arguments[4], Integer.parseInt(arguments[5])))
            .run(PlanStatements.read(claim.ticket().request().steps(), reader), new Cancellation());
      }
    }
  }

  private static RunStage.Watcher watcher(String stage, int times) {
    AtomicInteger left = new AtomicInteger(times);
    return reached -> {
      if (reached.name().equals(stage) && left.decrementAndGet() == 0) {
        kill();
      }
    };
  }

  private static void kill() {
    try {
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
      Thread.sleep(60_000);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
