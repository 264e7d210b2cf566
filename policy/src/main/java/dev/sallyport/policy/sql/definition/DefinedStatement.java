package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.Span;

/**
 * One statement of a script and what it defines.
 *
 * @param span without comments and white space around it, and without the separator
 * @param text what the span names
 */
public record DefinedStatement(Span span, String text, Definition definition) {}
