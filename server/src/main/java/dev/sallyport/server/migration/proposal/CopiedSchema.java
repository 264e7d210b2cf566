package dev.sallyport.server.migration.proposal;

import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.migration.diff.Comparing;
import dev.sallyport.server.migration.diff.Copies;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowDatabase;
import dev.sallyport.server.shadow.TargetTraits;

/**
 * The live schema, made again on a shadow from its facts: the same objects, whoever owns them, and
 * no rows.
 */
final class CopiedSchema implements DryRun.LiveSchema {
  @Override
  public ShadowDatabase copy(PlanningGround ground, Shadow shadow) {
    SchemaFacts live = Comparing.SCHEMAS.reduce(ground.ask(FactReader::read));
    return Copies.of(shadow, live, ground.ask(TargetTraits::of));
  }

  @Override
  public Object facts(ShadowDatabase database) {
    return database.facts(session -> FactReader.read(session).objects());
  }
}
