package dev.sallyport.server.shadow;

/**
 * A text to run on a shadow database.
 *
 * @param source where it comes from, as people know it: a file below the project
 */
public record Script(String source, String sql) {}
