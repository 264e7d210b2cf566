/**
 * The second reader: what JSqlParser, in its PostgreSQL dialect, makes of a text. Start at {@link
 * dev.sallyport.policy.sql.jsqlparser.JSqlParserReader}.
 *
 * <p>It can only tighten what PostgreSQL's own grammar says: it sees another number or another kind
 * of statements, or effects that the grammar's reading lacks. JSqlParser's types stop here, and so
 * do its habits: it starts no thread of its own, recovers from no error and keeps no text.
 */
@NullMarked
package dev.sallyport.policy.sql.jsqlparser;

import org.jspecify.annotations.NullMarked;
