/**
 * The rules: one class each, with what it knows as data in {@link
 * dev.sallyport.server.migration.lint.rule.RuleFacts}. Start at {@link
 * dev.sallyport.server.migration.lint.rule.Rules}.
 *
 * <p>A rule looks at one statement and the state before it; it reads no file and asks no database.
 */
@NullMarked
package dev.sallyport.server.migration.lint.rule;

import org.jspecify.annotations.NullMarked;
