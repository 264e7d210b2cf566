package dev.sallyport.server.migration.proposal;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.shadow.Replay;
import dev.sallyport.server.shadow.Script;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowDatabase;
import dev.sallyport.server.shadow.TargetTraits;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The live schema, made again from a script. */
final class CopiedSchema implements DryRun.LiveSchema {
  private final Function<PlanningGround, List<Script>> scripts;

  /**
   * @param scripts what makes the schema as it is now
   */
  CopiedSchema(Function<PlanningGround, List<Script>> scripts) {
    this.scripts = scripts;
  }

  @Override
  public ShadowDatabase copy(PlanningGround ground, Shadow shadow) {
    ShadowDatabase database = shadow.lend(ground.ask(TargetTraits::of));
    try {
      Optional<Replay.Stopped> stopped = database.apply(scripts.apply(ground)).stopped();
      if (stopped.isPresent()) {
        throw SallyportException.usage(
            "the live schema can't be made again on a shadow, at "
                + stopped.get().place()
                + ": "
                + stopped.get().message(),
            "send the change with `execute` and a justification");
      }
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public Object facts(ShadowDatabase database) {
    return database.facts(session -> FactReader.read(session).objects());
  }
}
