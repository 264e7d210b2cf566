/**
 * What looking at a project's files found, in one shape for every check: validation, history and
 * lint. Start at {@link dev.sallyport.server.migration.finding.Finding}.
 */
@NullMarked
package dev.sallyport.server.migration.finding;

import org.jspecify.annotations.NullMarked;
