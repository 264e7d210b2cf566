package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Script;

/**
 * The file a statement stands in.
 *
 * @param number its place in the history, from 0
 * @param path below the project
 * @param name as {@code _prisma_migrations} or a person calls it
 * @param manual whether it is applied by hand, statement by statement
 * @param history whether it belongs to the project's history, so that its tables have had users
 * @param unwrapping what makes the runner leave out the transaction that it puts around the file;
 *     empty where it puts none, or leaves no choice
 * @param applied whether the database has run it
 */
public record Place(
    int number,
    String path,
    String name,
    boolean manual,
    boolean history,
    String unwrapping,
    boolean applied,
    Script script) {}
