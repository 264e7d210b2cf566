/**
 * Every object of a database with its properties, as values that can be compared: start at {@link
 * dev.sallyport.server.catalog.facts.FactReader}, which gives {@link
 * dev.sallyport.server.catalog.facts.SchemaFacts}.
 *
 * <p>Nothing here depends on object ids or on physical order: equal databases have equal facts.
 * What is left out is said by name, never forgotten.
 */
@NullMarked
package dev.sallyport.server.catalog.facts;

import org.jspecify.annotations.NullMarked;
