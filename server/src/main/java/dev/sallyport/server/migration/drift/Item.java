package dev.sallyport.server.migration.drift;

import dev.sallyport.server.catalog.facts.Fact;

/**
 * One thing that is compared.
 *
 * @param fact of the side it was found on
 * @param table schema and name of the table it goes with; empty where it stands alone
 * @param strict the form that migrations and database must share
 * @param loose the form that schema.prisma can tell
 */
record Item(Fact fact, String table, String strict, String loose) {}
