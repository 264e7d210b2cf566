package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Script;

/**
 * The file a statement stands in.
 *
 * @param number its place in the history, from 0
 * @param path below the project
 * @param name as {@code _prisma_migrations} or a person calls it
 * @param manual whether it is applied by hand, statement by statement
 * @param applied whether the database has run it
 */
public record Place(
    int number, String path, String name, boolean manual, boolean applied, Script script) {}
