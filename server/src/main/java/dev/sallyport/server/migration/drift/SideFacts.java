package dev.sallyport.server.migration.drift;

import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.List;

/**
 * A side as it was read.
 *
 * @param tracked of the migrations, what Prisma's own directories alone make: what Prisma compares
 *     the database with; the same as {@code facts} for other sides
 * @param remarks what was odd about reading it, in words
 */
record SideFacts(Side side, SchemaFacts facts, SchemaFacts tracked, List<String> remarks) {
  SideFacts {
    remarks = List.copyOf(remarks);
  }
}
